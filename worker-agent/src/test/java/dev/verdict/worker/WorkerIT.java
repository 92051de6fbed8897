package dev.verdict.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptNews.End;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class WorkerIT {
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  @TempDir Path directory;

  private final Vertx vertx = Vertx.vertx();
  private final FakeCoordinator coordinator = new FakeCoordinator(vertx);
  private @Nullable HeardNews heard;
  private @Nullable WorkerModule worker;

  @BeforeAll
  static void topics() {
    kafka.clear();
    Topics.ALL.forEach(topic -> kafka.createTopic(topic, 3));
  }

  @BeforeEach
  void listen() {
    heard = new HeardNews(kafka.bootstrapServers());
  }

  @AfterEach
  void stop() {
    if (worker != null) {
      worker.stop().await();
    }
    heard().close();
    coordinator.close();
    vertx.close().await();
  }

  @Test
  void a_command_runs_and_everything_is_told_in_order() throws Exception {
    start(Map.of());
    Assignment task = command("greet", "sh", "-c", "echo hello; echo oops >&2");
    assign(task);

    List<AttemptNews> said = heard().untilFinished(task.attempt());
    assertThat(said)
        .hasExactlyElementsOfTypes(
            AttemptNews.Started.class, AttemptNews.Tests.class, AttemptNews.Finished.class);
    AttemptNews.Finished finished = heard().finished(task.attempt());
    assertThat(finished.end()).isEqualTo(End.EXITED);
    assertThat(finished.exitCode()).isZero();
    assertThat(finished.parts()).isEqualTo(1);
    AttemptNews.Tests tests = (AttemptNews.Tests) said.get(1);
    assertThat(tests.tests()).hasSize(1);
    assertThat(tests.tests().get(0).id()).isEqualTo("greet");
    assertThat(tests.tests().get(0).verdict()).isEqualTo(Verdict.PASSED);
    assertThat(heard().log(task.attempt())).contains("hello\n", "oops\n");
    assertThat(heard().tokens()).isNotEmpty().allMatch(token -> token.startsWith("token-"));
  }

  private void start(Map<String, String> more) throws InterruptedException {
    Map<String, String> flags = new HashMap<>();
    flags.put("worker.coordinator_url", coordinator.url().toString());
    flags.put("worker.enroll_key", FakeCoordinator.KEY);
    flags.put("worker.work_dir", directory.resolve("work").toString());
    flags.put("worker.shared_dir", directory.toString());
    flags.put("worker.slots", "2");
    flags.put("kafka.bootstrap_servers", kafka.bootstrapServers());
    flags.putAll(more);
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags));
    WorkerSettings settings = WorkerSettings.from(reader);
    reader.check();
    worker = new WorkerModule(vertx, settings);
    worker.start().await();
    FakeCoordinator.next(coordinator.enrolments);
    FakeCoordinator.next(coordinator.heartbeats);
  }

  private void assign(Assignment... assignments) {
    send(new WorkerOrder.Assign(coordinator.workerId, List.of(assignments)));
  }

  private void send(WorkerOrder order) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              Topics.ASSIGNMENTS,
              coordinator.workerId.toString(),
              Json.text(order).getBytes(StandardCharsets.UTF_8)));
    }
  }

  private Assignment command(String name, String... command) {
    TaskConfig config =
        new TaskConfig(null, List.of(command), null, null, null, null, null, null, Map.of());
    AttemptRef ref = new AttemptRef(Ids.next(), Ids.next(), 1);
    return new Assignment(
        ref, "command", name, null, config, List.of(), List.of(), Map.of(), 60, null);
  }

  private HeardNews heard() {
    return java.util.Objects.requireNonNull(heard);
  }
}
