package dev.verdict.worker;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.runtime.settings.SettingsReader;
import dev.verdict.runtime.settings.SettingsSource;
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

/** A worker with a real broker, a coordinator that we play, and an ear on what it says. */
final class WorkerUnderTest implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  static final String PASS = "the pass of the attempt";

  final FakeCoordinator coordinator = new FakeCoordinator(vertx);
  final HeardNews heard;
  private final Kafka kafka;
  private final Path directory;
  private @Nullable WorkerModule worker;

  WorkerUnderTest(Kafka kafka, Path directory) {
    this.kafka = kafka;
    this.directory = directory;
    this.heard = new HeardNews(kafka.bootstrapServers());
  }

  /** The topics, empty. */
  static void topics(Kafka kafka) {
    kafka.clear();
    Topics.ALL.forEach(topic -> kafka.createTopic(topic, 3));
  }

  /** Returns when the worker can be given something. */
  WorkerUnderTest start(String... settings) throws InterruptedException {
    Map<String, String> flags = new HashMap<>();
    flags.put("worker.coordinator_url", coordinator.url().toString());
    flags.put("worker.enroll_key", FakeCoordinator.KEY);
    flags.put("worker.work_dir", work().toString());
    flags.put("worker.shared_dir", directory.toString());
    flags.put("worker.slots", "2");
    flags.put("worker.grace", "300ms");
    flags.put("kafka.bootstrap_servers", kafka.bootstrapServers());
    for (int i = 0; i < settings.length; i += 2) {
      flags.put(settings[i], settings[i + 1]);
    }
    SettingsReader reader =
        new SettingsReader(SettingsSource.of(Map.of(), Optional.empty(), flags));
    WorkerSettings read = WorkerSettings.from(reader);
    reader.check();
    WorkerModule fresh = new WorkerModule(vertx, read);
    worker = fresh;
    fresh.start().await();
    FakeCoordinator.next(coordinator.enrolments);
    FakeCoordinator.next(coordinator.heartbeats);
    return this;
  }

  Path work() {
    return directory.resolve("work");
  }

  void stop() {
    WorkerModule ending = worker;
    if (ending != null) {
      ending.stop().await();
    }
  }

  void assign(Assignment... assignments) {
    send(new WorkerOrder.Assign(coordinator.workerId, List.of(assignments)));
  }

  void send(WorkerOrder order) {
    try (var producer =
        new KafkaProducer<>(
            Map.<String, Object>of("bootstrap.servers", kafka.bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(
          new ProducerRecord<>(
              Topics.ASSIGNMENTS,
              order.workerId().toString(),
              Json.text(order).getBytes(StandardCharsets.UTF_8)));
    }
  }

  static Assignment command(String name, String... command) {
    return assignment(name, null, config(List.of(command), Map.of(), null), 60);
  }

  static TaskConfig config(
      List<String> command, Map<String, String> environment, @Nullable List<String> artifacts) {
    return new TaskConfig(null, command, null, null, environment, null, null, artifacts, Map.of());
  }

  static TaskConfig testFile(String file, @Nullable String runner) {
    return new TaskConfig(file, null, runner, null, null, null, null, null, Map.of());
  }

  static Assignment assignment(
      String name, @Nullable Source source, TaskConfig config, int timeoutSeconds) {
    AttemptRef ref = new AttemptRef(Ids.next(), Ids.next(), 1);
    String type = config.command() == null ? "test" : "command";
    return new Assignment(
        ref,
        type,
        name,
        source,
        config,
        List.of(),
        List.of(),
        Map.of(),
        timeoutSeconds,
        null,
        PASS);
  }

  @Override
  public void close() {
    stop();
    heard.close();
    coordinator.close();
    vertx.close().await();
  }
}
