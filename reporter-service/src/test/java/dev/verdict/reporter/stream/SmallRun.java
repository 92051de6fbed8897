package dev.verdict.reporter.stream;

import dev.verdict.contract.Ids;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.TestOutcome;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The events of a run of one task, said test by test: what a test about history needs. */
public final class SmallRun {
  private final UUID id = Ids.next();
  private final UUID task = Ids.next();
  private final Instant start;
  private final List<RunEvent> events = new ArrayList<>();
  private final Map<String, Verdict> verdicts = new LinkedHashMap<>();
  private String worker = "worker-1";
  private double seconds = 1;
  private int attempt;

  private SmallRun(Instant start) {
    this.start = start;
  }

  public static SmallRun on(String branch, String commit, Instant start) {
    return on(branch, commit, start, Map.of());
  }

  public static SmallRun on(
      String branch, String commit, Instant start, Map<String, Object> metadata) {
    SmallRun run = new SmallRun(start);
    CiContext ci = new CiContext("github", "acme/shop", "1", commit, branch, null, null);
    run.add(
        EventType.RUN_QUEUED,
        new EventData.RunQueued("tests", "shop", "ada", ci, metadata, 1, 0, start));
    run.add(
        EventType.TASK_QUEUED,
        new EventData.TaskQueued(run.task, "all", "test", 5, List.of(), 0, Map.of()));
    return run.attempt();
  }

  /** The next attempt begins. */
  public SmallRun attempt() {
    attempt++;
    add(EventType.TASK_STARTED, new EventData.TaskStarted(task, attempt, worker(), start));
    return this;
  }

  public SmallRun by(String name) {
    worker = name;
    return this;
  }

  public SmallRun took(double taken) {
    seconds = taken;
    return this;
  }

  public SmallRun passed(String... names) {
    for (String name : names) {
      told(name, Verdict.PASSED, null, null, 0);
    }
    return this;
  }

  public SmallRun passedAfter(int reruns, String name) {
    return told(name, Verdict.PASSED, null, null, reruns);
  }

  public SmallRun failed(String name, String type, String message) {
    return told(name, Verdict.FAILED, type, message, 0);
  }

  public SmallRun lost(String name) {
    return told(name, Verdict.LOST, null, null, 0);
  }

  private SmallRun told(
      String name, Verdict verdict, @Nullable String type, @Nullable String message, int reruns) {
    verdicts.put(name, verdict);
    add(
        EventType.TEST_FINISHED,
        new EventData.TestFinished(
            task,
            attempt,
            true,
            new TestOutcome(
                "tests/test_shop.py::" + name,
                "pytest",
                null,
                name,
                "tests/test_shop.py",
                verdict,
                seconds,
                message,
                type,
                null,
                verdict == Verdict.LOST ? LostReason.NOT_REPORTED : null,
                reruns)));
    return this;
  }

  /** The task and the run end; once more after a re-run. */
  public SmallRun end() {
    Map<Verdict, Integer> counted = new EnumMap<>(Verdict.class);
    verdicts.values().forEach(verdict -> counted.merge(verdict, 1, Integer::sum));
    Counts counts = Counts.of(counted, 0);
    Verdict verdict = verdicts.values().stream().reduce(Verdict.PASSED, Verdict::worse);
    add(
        EventType.TASK_FINISHED,
        new EventData.TaskFinished(
            task,
            attempt,
            true,
            TaskStatus.of(verdict),
            verdict,
            "done",
            null,
            0,
            worker(),
            counts,
            Map.of("execution_time", seconds),
            start,
            start.plusSeconds(1),
            seconds));
    int lost = counts.lost();
    add(
        EventType.RUN_FINISHED,
        new EventData.RunFinished(
            TaskStatus.of(verdict),
            verdict,
            counts.bad() + " bad",
            counts,
            new Completeness(counts.total(), counts.total() - lost, List.of()),
            start,
            start.plusSeconds(2),
            2));
    return this;
  }

  /** Opens the run again. */
  public SmallRun again() {
    add(EventType.RUN_REOPENED, new EventData.RunReopened("failed", List.of(task), 0));
    return attempt();
  }

  public UUID id() {
    return id;
  }

  public List<RunEvent> events() {
    return List.copyOf(events);
  }

  private EventData.Worker worker() {
    return new EventData.Worker(
        UUID.nameUUIDFromBytes(worker.getBytes(java.nio.charset.StandardCharsets.UTF_8)),
        worker,
        List.of("cpu"));
  }

  private void add(EventType type, EventData data) {
    events.add(
        new RunEvent(
            id,
            events.size() + 1L,
            type,
            id + "/" + events.size(),
            start.plusMillis(events.size()),
            data));
  }
}
