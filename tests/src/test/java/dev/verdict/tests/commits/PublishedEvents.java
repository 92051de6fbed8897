package dev.verdict.tests.commits;

import dev.verdict.contract.Topics;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.tests.wholesystem.TopicTail;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Everything that was published, as anybody could read it. */
final class PublishedEvents implements AutoCloseable {
  private static final int SECONDS = 30;

  private final Map<UUID, List<RunEvent>> runs = new LinkedHashMap<>();
  private final TopicTail tail;

  PublishedEvents(String kafka) {
    tail = TopicTail.follow(kafka, Topics.EVENTS, this::heard);
  }

  private void heard(ConsumerRecord<String, byte[]> record) {
    Map<String, String> headers = new LinkedHashMap<>();
    record
        .headers()
        .forEach(
            header ->
                headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
    // Events of workers belong to no run.
    CloudEventCodec.decode(headers, record.value()).ifPresent(this::heard);
  }

  private void heard(RunEvent event) {
    synchronized (this) {
      runs.computeIfAbsent(event.runId(), run -> new ArrayList<>()).add(event);
      notifyAll();
    }
  }

  /** The first event of this kind, now or when it comes. */
  synchronized <T extends EventData> T await(UUID run, Class<T> type, Predicate<T> which)
      throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (true) {
      for (RunEvent event : of(run)) {
        if (type.isInstance(event.data()) && which.test(type.cast(event.data()))) {
          return type.cast(event.data());
        }
      }
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError(
            "run %s: no %s within %d s, but: %s"
                .formatted(run, type.getSimpleName(), SECONDS, heard(run)));
      }
      wait(left);
    }
  }

  private List<String> heard(UUID run) {
    return of(run).stream().map(event -> event.sequence() + " " + event.type()).toList();
  }

  /** In the order in which they came, with all repetitions. */
  synchronized List<RunEvent> of(UUID run) {
    return List.copyOf(runs.getOrDefault(run, List.of()));
  }

  @Override
  public void close() {
    tail.close();
  }
}
