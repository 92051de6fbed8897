package dev.verdict.worker;

import dev.verdict.contract.Json;
import dev.verdict.contract.Topics;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.contract.message.LogChunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that workers said on a broker, read by the test's own thread. */
final class HeardNews implements AutoCloseable {
  private static final long LIMIT_SECONDS = 30;

  private final KafkaConsumer<String, byte[]> consumer;
  private final List<AttemptNews> news = new ArrayList<>();
  private final List<ConsumerRecord<String, byte[]>> logs = new ArrayList<>();
  private final List<String> tokens = new ArrayList<>();

  HeardNews(String bootstrapServers) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> all = new ArrayList<>();
    for (String topic : List.of(Topics.ATTEMPTS, Topics.LOGS)) {
      consumer
          .partitionsFor(topic)
          .forEach(one -> all.add(new TopicPartition(topic, one.partition())));
    }
    consumer.assign(all);
    consumer.seekToEnd(all);
    all.forEach(consumer::position);
  }

  /** Reads until the attempt has finished, and gives all that was said of it. */
  List<AttemptNews> untilFinished(AttemptRef ref) {
    return until(ref, one -> one instanceof AttemptNews.Finished);
  }

  List<AttemptNews> until(AttemptRef ref, Predicate<AttemptNews> last) {
    long deadline = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
    while (System.nanoTime() < deadline) {
      List<AttemptNews> said = of(ref);
      if (said.stream().anyMatch(last)) {
        return said;
      }
      poll(Duration.ofMillis(200));
    }
    throw new AssertionError("of " + ref + " only this was said: " + of(ref));
  }

  AttemptNews.Finished finished(AttemptRef ref) {
    List<AttemptNews> said = untilFinished(ref);
    return (AttemptNews.Finished) said.get(said.size() - 1);
  }

  List<AttemptNews> of(AttemptRef ref) {
    return news.stream().filter(one -> one.attempt().equals(ref)).toList();
  }

  List<String> tokens() {
    return tokens;
  }

  /** The log of an attempt up to its last piece. */
  String log(AttemptRef ref) {
    return log(ref, (text, whole) -> whole);
  }

  /** The log of an attempt as far as it has come when it says this. */
  String logUntil(AttemptRef ref, String word) {
    return log(ref, (text, whole) -> text.contains(word));
  }

  private String log(AttemptRef ref, BiPredicate<String, Boolean> enough) {
    long deadline = System.nanoTime() + Duration.ofSeconds(LIMIT_SECONDS).toNanos();
    while (System.nanoTime() < deadline) {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      boolean whole = false;
      for (var record : logs) {
        LogChunk chunk = chunk(record);
        if (!chunk.attempt().equals(ref)) {
          continue;
        }
        if (!header(record, Topics.PASS_HEADER).equals(WorkerUnderTest.PASS)) {
          throw new AssertionError("a piece of the log of " + ref + " goes without its pass");
        }
        if (chunk.offset() == bytes.size()) {
          bytes.writeBytes(record.value());
        }
        whole |= chunk.last();
      }
      String text = bytes.toString(StandardCharsets.UTF_8);
      if (enough.test(text, whole)) {
        return text;
      }
      poll(Duration.ofMillis(200));
    }
    throw new AssertionError("the log of " + ref + " has no end");
  }

  void poll(Duration within) {
    for (ConsumerRecord<String, byte[]> record : consumer.poll(within)) {
      if (record.topic().equals(Topics.LOGS)) {
        logs.add(record);
      } else {
        tokens.add(header(record, Topics.TOKEN_HEADER));
        news.add(Json.read(record.value(), AttemptNews.class));
      }
    }
  }

  private static LogChunk chunk(ConsumerRecord<String, byte[]> record) {
    return Json.read(header(record, LogChunk.HEADER), LogChunk.class);
  }

  private static String header(ConsumerRecord<String, byte[]> record, String name) {
    return Optional.ofNullable(record.headers().lastHeader(name))
        .map(header -> new String(header.value(), StandardCharsets.UTF_8))
        .orElse("");
  }

  @Override
  public void close() {
    consumer.close();
  }
}
