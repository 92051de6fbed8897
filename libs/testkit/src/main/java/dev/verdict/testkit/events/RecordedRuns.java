package dev.verdict.testkit.events;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.PublicAddress;
import dev.verdict.contract.event.SubscriptionEvent;
import dev.verdict.contract.event.WorkerEvent;
import dev.verdict.contract.message.WorkerNews;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Runs with a story, as they lie on the topic, the same each time: one whose first attempt dies
 * with its worker, that fails and passes when it is opened again; one that is cancelled; one that
 * passes, with tests of strange names. Every type of event is there.
 */
public final class RecordedRuns {
  public static final PublicAddress ADDRESS =
      PublicAddress.of(URI.create("https://verdict.example.com"));

  private static final Instant START = Instant.parse("2026-11-20T10:00:00Z");

  private RecordedRuns() {}

  /**
   * Each run by itself, in its order; the last lists hold what became of workers and of
   * subscriptions.
   */
  public static List<List<EventRecord>> byKey() {
    return List.of(reopened(), cancelled(), passed(), workers(), subscriptions());
  }

  /** One run after the other. */
  public static List<EventRecord> oneAfterTheOther() {
    List<EventRecord> all = new ArrayList<>();
    byKey().forEach(all::addAll);
    return all;
  }

  /**
   * Each run in its own order, and all of them spread over the same time: what several partitions
   * look like.
   */
  public static List<EventRecord> interleaved() {
    record Placed(double at, EventRecord record) {}
    List<Placed> all = new ArrayList<>();
    for (List<EventRecord> run : byKey()) {
      for (int i = 0; i < run.size(); i++) {
        all.add(new Placed((double) i / run.size(), run.get(i)));
      }
    }
    return all.stream().sorted(Comparator.comparingDouble(Placed::at)).map(Placed::record).toList();
  }

  private static List<EventRecord> reopened() {
    var run = new RecordedRun(1, START, "checkout");
    UUID task = run.queue("tests/test_basket.py", "adds", "removes");
    run.start(task, 1);
    run.ended(task, 1, false, Verdict.LOST, LostReason.WORKER_LOST);
    run.start(task, 2);
    run.test(task, 2, "adds", Verdict.PASSED);
    run.test(task, 2, "removes", Verdict.FAILED);
    run.output(task, 2, "junit.xml", "report");
    run.ended(task, 2, true, Verdict.FAILED, null);
    run.finish(Verdict.FAILED, Map.of(Verdict.PASSED, 1, Verdict.FAILED, 1));
    run.reopen(task);
    run.start(task, 3);
    run.test(task, 3, "adds", Verdict.PASSED);
    run.test(task, 3, "removes", Verdict.PASSED);
    run.ended(task, 3, true, Verdict.PASSED, null);
    run.finish(Verdict.PASSED, Map.of(Verdict.PASSED, 2));
    run.artifacts(task, 2, "junit.xml");
    return run.records();
  }

  private static List<EventRecord> cancelled() {
    var run = new RecordedRun(2, START.plusSeconds(1), "nightly");
    UUID task = run.queue("tests/test_slow.py", "waits");
    run.missing(task, 1, "waits", Verdict.CANCELLED);
    run.ended(task, 0, true, Verdict.CANCELLED, null);
    run.finish(Verdict.CANCELLED, Map.of(Verdict.CANCELLED, 1));
    return run.records();
  }

  private static List<EventRecord> passed() {
    var run = new RecordedRun(3, START.plusSeconds(2), "names");
    UUID task = run.queue("tests/test_names.py", "ünï <&>\n\"two\" lines", "later");
    run.start(task, 1);
    run.test(task, 1, "ünï <&>\n\"two\" lines", Verdict.PASSED);
    run.test(task, 1, "later", Verdict.SKIPPED);
    run.ended(task, 1, true, Verdict.PASSED, null);
    run.finish(Verdict.PASSED, Map.of(Verdict.PASSED, 1, Verdict.SKIPPED, 1));
    return run.records();
  }

  private static List<EventRecord> workers() {
    UUID worker = new UUID(0x0199L << 48, 9);
    List<EventRecord> records = new ArrayList<>();
    for (String status : List.of("active", "draining", "lost", "gone")) {
      var news = new WorkerNews(worker, "worker-9", status, "as recorded");
      Optional<WorkerEvent.Kind> kind = WorkerEvent.Kind.of(news);
      var event = new WorkerEvent(kind.orElseThrow(), START.plusSeconds(records.size()), news);
      records.add(EventRecord.of(worker.toString(), CloudEventCodec.encode(event, ADDRESS)));
    }
    return records;
  }

  private static List<EventRecord> subscriptions() {
    UUID id = new UUID(0x0199L << 48, 11);
    List<EventRecord> records = new ArrayList<>();
    for (SubscriptionEvent.Kind kind : SubscriptionEvent.Kind.values()) {
      var news =
          new SubscriptionEvent.News(
              id.toString(),
              "shop-deploys",
              "team-shop@example.com",
              "deploys.example.com",
              kind.name().toLowerCase(Locale.ROOT),
              "as recorded");
      String eventId = id + "-" + records.size();
      var event = new SubscriptionEvent(kind, id, eventId, START.plusSeconds(records.size()), news);
      records.add(EventRecord.of(id.toString(), CloudEventCodec.encode(event, ADDRESS)));
    }
    return records;
  }

  static EventData.RunFinished finished(
      Verdict verdict, Map<Verdict, Integer> verdicts, Instant from, Instant to) {
    Counts counts = Counts.of(verdicts, 0);
    return new EventData.RunFinished(
        TaskStatus.of(verdict),
        verdict,
        counts.bad() + " of " + counts.total() + " tests are bad",
        counts,
        new Completeness(counts.total(), counts.total(), List.of()),
        from,
        to,
        java.time.Duration.between(from, to).toMillis() / 1000.0);
  }

  static EventType typeOf(Verdict verdict) {
    return verdict == Verdict.SKIPPED ? EventType.TEST_SKIPPED : EventType.TEST_FINISHED;
  }
}
