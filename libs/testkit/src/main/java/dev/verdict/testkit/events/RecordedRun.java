package dev.verdict.testkit.events;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.event.CloudEventCodec;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.contract.message.TestOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One run of {@link RecordedRuns}, event by event. */
final class RecordedRun {
  private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

  private final UUID id;
  private final Instant start;
  private final String name;
  private final EventData.Worker worker;
  private final List<EventRecord> records = new ArrayList<>();
  private List<PlannedTest> plan = List.of();

  RecordedRun(int number, Instant start, String name) {
    this.id = new UUID(0x0199L << 48, number);
    this.start = start;
    this.name = name;
    this.worker = new EventData.Worker(new UUID(0x0199L << 48, 9), "worker-9", List.of("cuda"));
  }

  List<EventRecord> records() {
    return List.copyOf(records);
  }

  UUID queue(String file, String... tests) {
    var ci = new CiContext("github", "acme/shop", "4711", "0123abcd", "main", "42", null);
    UUID task = new UUID(id.getMostSignificantBits(), id.getLeastSignificantBits() << 8);
    plan = List.of(tests).stream().map(test -> planned(file, test)).toList();
    add(
        EventType.RUN_QUEUED,
        id.toString(),
        new EventData.RunQueued(
            name,
            "shop",
            "ada",
            ci,
            Map.of("test_type", "integration"),
            1,
            plan.size(),
            true,
            now()));
    add(
        EventType.TASK_QUEUED,
        task.toString(),
        new EventData.TaskQueued(
            task, file, "test", 0, List.of(file), plan.size(), Map.of("shard", 1)));
    plan.forEach(
        test ->
            add(
                EventType.TEST_QUEUED,
                task + "/1/" + test.id(),
                new EventData.TestQueued(task, 1, test)));
    return task;
  }

  private static PlannedTest planned(String file, String test) {
    return new PlannedTest(file + "::" + test, test, file);
  }

  void start(UUID task, int attempt) {
    if (attempt == 1) {
      add(EventType.RUN_STARTED, id.toString(), new EventData.RunStarted(now()));
    }
    add(
        EventType.TASK_STARTED,
        task.toString(),
        new EventData.TaskStarted(task, attempt, worker, now()));
    plan.forEach(
        test ->
            add(
                EventType.TEST_STARTED,
                task + "/" + attempt + "/" + test.id(),
                new EventData.TestStarted(task, attempt, test)));
  }

  void test(UUID task, int attempt, String test, Verdict verdict) {
    tested(task, attempt, test, verdict, "tests/suite", 0.25);
  }

  void missing(UUID task, int attempt, String test, Verdict verdict) {
    tested(task, attempt, test, verdict, null, 0);
  }

  private void tested(
      UUID task, int attempt, String test, Verdict verdict, @Nullable String suite, double time) {
    PlannedTest planned =
        plan.stream().filter(each -> each.name().equals(test)).findFirst().orElseThrow();
    boolean good = verdict.isGood();
    var outcome =
        new TestOutcome(
            planned.id(),
            suite,
            suite == null ? null : "Basket",
            planned.name(),
            planned.file(),
            verdict,
            time,
            good ? null : "expected 2, got 3",
            good ? null : "AssertionError",
            good ? null : "test_basket.py:17: AssertionError",
            null,
            0);
    add(
        RecordedRuns.typeOf(verdict),
        task + "/" + attempt + "/" + planned.id(),
        new EventData.TestFinished(task, attempt, true, outcome));
  }

  void output(UUID task, int attempt, String file, String type) {
    var artifact =
        new AttemptNews.Artifact(
            "0199-artifact", file, "out/" + file, 2_355, type, "0a".repeat(32), null);
    add(
        EventType.OUTPUT_PUBLISHED,
        task + "/" + attempt + "/out/" + file,
        new EventData.OutputPublished(task, attempt, artifact));
  }

  void ended(
      UUID task, int attempt, boolean settled, Verdict verdict, @Nullable LostReason lostReason) {
    boolean ran = attempt > 0;
    boolean told = ran && lostReason == null;
    add(
        EventType.TASK_FINISHED,
        task.toString(),
        new EventData.TaskFinished(
            task,
            attempt,
            settled,
            TaskStatus.of(verdict),
            verdict,
            lostReason == null ? "as recorded" : lostReason.sentence(),
            lostReason,
            told ? (verdict.isGood() ? 0 : 1) : null,
            ran ? worker : null,
            Counts.of(told ? Map.of(verdict, 1) : Map.of(), 0),
            told ? Map.of("execution_time", 0.5) : Map.of(),
            ran ? now() : null,
            now().plusSeconds(1),
            ran ? 1.0 : 0));
  }

  void reopen(UUID task) {
    add(
        EventType.RUN_REOPENED,
        id.toString(),
        new EventData.RunReopened("failed", List.of(task), plan.size()));
  }

  void finish(Verdict verdict, Map<Verdict, Integer> verdicts) {
    add(
        EventType.RUN_FINISHED,
        id.toString(),
        RecordedRuns.finished(verdict, verdicts, start, now()));
  }

  /** What was found of the run after its last end. */
  void artifacts(UUID task, int attempt, String file) {
    UUID artifact = new UUID(id.getMostSignificantBits(), 7);
    var kept =
        new RunArtifacts.Link(
            artifact,
            file,
            "out/" + file,
            RunArtifacts.STORE,
            "/a/" + artifact,
            null,
            "report",
            2_355L,
            "sha256:" + "0a".repeat(32),
            task,
            attempt,
            null);
    var sources =
        List.of(
            new RunArtifacts.Source(RunArtifacts.STORE, null, 1, null),
            new RunArtifacts.Source("github", "4711", 0, "no answer within 30 s"));
    add(
        EventType.ARTIFACTS_RESOLVED,
        id.toString(),
        new EventData.ArtifactsResolved(records.size(), now(), false, List.of(kept), sources));
  }

  private void add(EventType type, String subject, EventData data) {
    var event = new RunEvent(id, records.size() + 1L, type, subject, now(), data, TRACE);
    records.add(EventRecord.of(id.toString(), CloudEventCodec.encode(event, RecordedRuns.ADDRESS)));
  }

  private Instant now() {
    return start.plusMillis(250L * records.size());
  }
}
