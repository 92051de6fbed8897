package dev.verdict.tests.commits;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.api.Enrolled;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.WorkerOrder;
import dev.verdict.tests.wholesystem.TopicTail;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Workers that run nothing and tell what the script says, once for each attempt that they are
 * given. They have no other source of orders than the topic: what the coordinator loses is lost.
 */
final class ScriptedWorkers implements AutoCloseable {
  private final TopicTail orders;
  private final KafkaProducer<String, byte[]> news;
  private final Map<UUID, Enrolled> enrolled = new ConcurrentHashMap<>();
  private final Map<AttemptRef, WorkerOrder.Assignment> given = new ConcurrentHashMap<>();
  private final List<String> contradictions = new ArrayList<>();

  ScriptedWorkers(String kafka) {
    news =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", kafka), new StringSerializer(), new ByteArraySerializer());
    orders = TopicTail.follow(kafka, Topics.ASSIGNMENTS, record -> take(record.value()));
  }

  void join(Enrolled worker) {
    enrolled.put(worker.id(), worker);
  }

  private void take(byte[] value) {
    WorkerOrder order = Json.read(value, WorkerOrder.class);
    Enrolled me = enrolled.get(order.workerId());
    if (me == null) {
      return;
    }
    switch (order) {
      case WorkerOrder.Assign assign -> assign.assignments().forEach(one -> begin(me, one));
      case WorkerOrder.Cancel cancel -> {
        WorkerOrder.Assignment held = given.get(cancel.attempt());
        if (held != null) {
          tell(me, new Lines(cancel.attempt(), me.id(), Part.of(held.name())).cancelled());
        }
      }
      case WorkerOrder.Drain drain -> throw new IllegalStateException(drain.toString());
    }
  }

  private void begin(Enrolled me, WorkerOrder.Assignment assignment) {
    AttemptRef attempt = assignment.attempt();
    WorkerOrder.Assignment before = given.putIfAbsent(attempt, assignment);
    if (before == null) {
      new Lines(attempt, me.id(), Part.of(assignment.name())).all().forEach(line -> tell(me, line));
    } else if (!before.equals(assignment)) {
      contradict(before + " and " + assignment);
    }
  }

  private synchronized void contradict(String both) {
    contradictions.add(both);
  }

  /** Attempts that were given out twice, with different orders. */
  synchronized List<String> contradictions() {
    return List.copyOf(contradictions);
  }

  private void tell(Enrolled me, AttemptNews line) {
    var record =
        new ProducerRecord<>(Topics.ATTEMPTS, line.attempt().runId().toString(), Json.bytes(line));
    record
        .headers()
        .add(Topics.TOKEN_HEADER, me.token().getBytes(java.nio.charset.StandardCharsets.UTF_8));
    news.send(record);
  }

  @Override
  public void close() {
    orders.close();
    news.close(Duration.ofSeconds(5));
  }
}
