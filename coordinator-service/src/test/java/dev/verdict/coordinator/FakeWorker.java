package dev.verdict.coordinator;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.api.Enrolment;
import dev.verdict.contract.api.Heartbeat;
import dev.verdict.contract.api.HeartbeatReply;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.contract.message.WorkerOrder;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** A worker that runs nothing: the test says what it tells. */
final class FakeWorker implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  final Enrolled enrolled;
  private final RunningCoordinator coordinator;
  private final KafkaConsumer<String, byte[]> orders;
  private final KafkaProducer<String, byte[]> news;
  private String token;

  FakeWorker(RunningCoordinator coordinator, String name, int slots, Requirements capabilities) {
    this.coordinator = coordinator;
    var enrolment = new Enrolment(name, slots, capabilities, List.of("test", "command"), "fake");
    var reply = coordinator.send("POST", "/api/v1/workers", Json.text(enrolment), coordinator.key);
    enrolled = Json.read(reply.body(), Enrolled.class);
    token = enrolled.token();
    Properties config = new Properties();
    config.put("bootstrap.servers", coordinator.kafka.bootstrapServers());
    orders = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer());
    news = new KafkaProducer<>(config, new StringSerializer(), new ByteArraySerializer());
    List<TopicPartition> partitions =
        orders.partitionsFor(Topics.ASSIGNMENTS).stream()
            .map(partition -> new TopicPartition(Topics.ASSIGNMENTS, partition.partition()))
            .toList();
    orders.assign(partitions);
    orders.seekToEnd(partitions);
    partitions.forEach(orders::position);
  }

  int heartbeatStatus() {
    return beat().status();
  }

  private RunningCoordinator.Reply beat(AttemptRef... held) {
    var body = Json.text(new Heartbeat(List.of(held), false));
    return coordinator.send("POST", "/api/v1/workers/" + enrolled.id() + "/heartbeat", body, token);
  }

  HeartbeatReply heartbeat(AttemptRef... held) {
    var reply = beat(held);
    if (reply.status() != 200) {
      throw new AssertionError(reply.toString());
    }
    HeartbeatReply answer = Json.read(reply.body(), HeartbeatReply.class);
    token = answer.token();
    return answer;
  }

  /** Waits for so many assignments. */
  List<WorkerOrder.Assignment> assignments(int count) {
    List<WorkerOrder.Assignment> assignments = new ArrayList<>();
    Instant end = Instant.now().plus(PATIENCE);
    while (assignments.size() < count) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(
            assignments.size() + " assignments came (expected: " + count + ")");
      }
      for (WorkerOrder order : poll()) {
        if (order instanceof WorkerOrder.Assign assign) {
          assignments.addAll(assign.assignments());
        }
      }
    }
    return assignments;
  }

  /** Waits for one order to cancel. */
  WorkerOrder.Cancel cancellation() {
    Instant end = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(end)) {
      for (WorkerOrder order : poll()) {
        if (order instanceof WorkerOrder.Cancel cancel) {
          return cancel;
        }
      }
    }
    throw new AssertionError("no cancellation came");
  }

  private List<WorkerOrder> poll() {
    List<WorkerOrder> mine = new ArrayList<>();
    orders
        .poll(Duration.ofMillis(200))
        .forEach(
            record -> {
              if (enrolled.id().toString().equals(record.key())) {
                mine.add(Json.read(record.value(), WorkerOrder.class));
              }
            });
    return mine;
  }

  void started(AttemptRef attempt) {
    tell(new AttemptNews.Started(attempt, enrolled.id(), Instant.now()));
  }

  void tests(AttemptRef attempt, int part, TestOutcome... tests) {
    tell(new AttemptNews.Tests(attempt, enrolled.id(), part, List.of(tests)));
  }

  /** Ended by itself, with a report that holds so many tests. */
  void exited(AttemptRef attempt, int exitCode, int parts, int tests) {
    finished(
        attempt,
        AttemptNews.End.EXITED,
        exitCode,
        parts,
        new AttemptNews.Report(1, tests, true, List.of()));
  }

  void finished(
      AttemptRef attempt,
      AttemptNews.End end,
      @Nullable Integer exitCode,
      int parts,
      AttemptNews.Report report) {
    Instant now = Instant.now();
    tell(
        new AttemptNews.Finished(
            attempt,
            enrolled.id(),
            end,
            exitCode,
            null,
            null,
            parts,
            report,
            List.of(),
            Map.of(),
            now,
            now));
  }

  void tell(AttemptNews message) {
    tell(message, token);
  }

  void tell(AttemptNews message, String credential) {
    var record =
        new ProducerRecord<>(
            Topics.ATTEMPTS, message.attempt().runId().toString(), Json.bytes(message));
    record
        .headers()
        .add(Topics.TOKEN_HEADER, credential.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    try {
      news.send(record).get(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    } catch (ExecutionException | TimeoutException e) {
      throw new AssertionError(e);
    }
  }

  static TestOutcome[] outcomes(List<String> ids, Verdict verdict) {
    return ids.stream().map(id -> outcome(id, verdict)).toArray(TestOutcome[]::new);
  }

  static TestOutcome outcome(String id, Verdict verdict) {
    return outcomeOfFile(id, null, verdict);
  }

  static TestOutcome outcomeOfFile(String id, @Nullable String file, Verdict verdict) {
    return new TestOutcome(
        id,
        "suite",
        null,
        id,
        file,
        verdict,
        0.01,
        verdict.isGood() ? null : "it broke",
        null,
        null,
        null,
        0);
  }

  @Override
  public void close() {
    orders.close();
    news.close();
  }
}
