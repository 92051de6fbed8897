package dev.verdict.reporter.stream;

import dev.verdict.contract.Ids;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.RunArtifacts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.IntStream;

/**
 * The events of one run as a coordinator would publish them: in order, with a sequence that starts
 * at 1 and has no gap. Every fifth task fails at its first attempt and passes at its second; a part
 * of the run can be opened again afterwards.
 */
public final class PlausibleRun {
  public static final Instant START = Instant.parse("2026-11-20T10:00:00Z");
  private static final int EVERY_NTH_FLAKY = 5;

  private final UUID runId = Ids.next();
  private final String name;
  private final List<UUID> tasks;
  private final int testsOfTask;
  private final Instant start;
  private final CiContext ci;
  private final List<RunEvent> events = new ArrayList<>();
  private final Map<String, Verdict> verdicts = new TreeMap<>();
  private final EventData.Worker worker =
      new EventData.Worker(Ids.next(), "worker-1", List.of("cuda"));

  private PlausibleRun(String name, CiContext ci, int tasks, int testsOfTask, Instant start) {
    this.name = name;
    this.ci = ci;
    this.tasks = IntStream.range(0, tasks).mapToObj(task -> Ids.next()).sorted().toList();
    this.testsOfTask = testsOfTask;
    this.start = start;
  }

  /** Queued, started and finished. */
  public static PlausibleRun finished(String name, int tasks, int testsOfTask) {
    return finished(name, "main", tasks, testsOfTask, START);
  }

  public static PlausibleRun finished(
      String name, String branch, int tasks, int testsOfTask, Instant start) {
    PlausibleRun run = unfinished(name, branch, tasks, testsOfTask, start);
    run.finish();
    return run;
  }

  /** Everything but the run's last event. */
  public static PlausibleRun unfinished(
      String name, String branch, int tasks, int testsOfTask, Instant start) {
    CiContext ci =
        new CiContext("github", "acme/shop", "4711", "0123456789abcdef", branch, "42", null);
    return unfinished(name, ci, tasks, testsOfTask, start);
  }

  /** One of another place in a CI system, without its last event. */
  public static PlausibleRun unfinished(
      String name, CiContext ci, int tasks, int testsOfTask, Instant start) {
    PlausibleRun run = new PlausibleRun(name, ci, tasks, testsOfTask, start);
    run.queue();
    run.add(EventType.RUN_STARTED, run.runId.toString(), new EventData.RunStarted(run.now()));
    for (int task = 0; task < tasks; task++) {
      run.execute(task);
    }
    return run;
  }

  public UUID id() {
    return runId;
  }

  public List<UUID> tasks() {
    return tasks;
  }

  public List<RunEvent> events() {
    return List.copyOf(events);
  }

  private void queue() {
    int planned = tasks.size() * testsOfTask;
    add(
        EventType.RUN_QUEUED,
        runId.toString(),
        new EventData.RunQueued(
            name,
            "shop",
            "ada",
            ci,
            Map.of("test_type", "integration"),
            tasks.size(),
            planned,
            now()));
    for (int task = 0; task < tasks.size(); task++) {
      UUID id = tasks.get(task);
      add(
          EventType.TASK_QUEUED,
          id.toString(),
          new EventData.TaskQueued(
              id, file(task), "test", 5, List.of(file(task)), testsOfTask, Map.of("shard", task)));
    }
  }

  private void execute(int task) {
    boolean flaky = task % EVERY_NTH_FLAKY == EVERY_NTH_FLAKY - 1;
    if (flaky) {
      attempt(task, 1, false);
    }
    attempt(task, flaky ? 2 : 1, true);
  }

  /** Opens the run again for one task and finishes it. */
  public PlausibleRun rerun(int task, int attempt) {
    add(
        EventType.RUN_REOPENED,
        runId.toString(),
        new EventData.RunReopened("failed", List.of(tasks.get(task)), testsOfTask));
    attempt(task, attempt, true);
    finish();
    return this;
  }

  private void attempt(int task, int attempt, boolean settled) {
    UUID id = tasks.get(task);
    Instant started = now();
    add(
        EventType.TASK_STARTED,
        id.toString(),
        new EventData.TaskStarted(id, attempt, worker, started));
    for (int test = 0; test < testsOfTask; test++) {
      var outcome = TestOutcomes.of(file(task), test, settled);
      verdicts.put(id + "/" + outcome.id(), outcome.verdict());
      add(
          outcome.verdict() == Verdict.SKIPPED ? EventType.TEST_SKIPPED : EventType.TEST_FINISHED,
          id + "/" + attempt + "/" + outcome.id(),
          new EventData.TestFinished(id, attempt, true, outcome));
    }
    String artifact = Ids.next().toString();
    add(
        EventType.OUTPUT_PUBLISHED,
        artifact,
        new EventData.OutputPublished(
            id,
            attempt,
            new AttemptNews.Artifact(
                artifact, "output.log", "output.log", 2355, "log", null, null)));
    Verdict verdict = worst(id);
    add(
        EventType.TASK_FINISHED,
        id.toString(),
        new EventData.TaskFinished(
            id,
            attempt,
            settled,
            TaskStatus.of(verdict),
            verdict,
            verdict.isGood() ? "all its tests passed" : "a test failed",
            null,
            verdict.isGood() ? 0 : 1,
            worker,
            counts(id.toString()),
            Map.of("execution_time", 1.25, "memory_usage", 64.0),
            started,
            now(),
            1.25));
  }

  public void finish() {
    Counts counts = counts("");
    Verdict verdict = counts.bad() == 0 ? Verdict.PASSED : Verdict.FAILED;
    add(
        EventType.RUN_FINISHED,
        runId.toString(),
        new EventData.RunFinished(
            TaskStatus.of(verdict),
            verdict,
            counts.bad() + " of " + counts.total() + " tests are bad",
            counts,
            new Completeness(counts.total(), counts.total(), List.of()),
            start,
            now(),
            events.size() / 1000.0));
  }

  private Verdict worst(UUID task) {
    return verdicts.entrySet().stream()
        .filter(test -> test.getKey().startsWith(task.toString()))
        .map(Map.Entry::getValue)
        .reduce(Verdict.PASSED, Verdict::worse);
  }

  private Counts counts(String prefix) {
    Map<Verdict, Integer> counted = new EnumMap<>(Verdict.class);
    verdicts.forEach(
        (test, verdict) -> {
          if (test.startsWith(prefix)) {
            counted.merge(verdict, 1, Integer::sum);
          }
        });
    return Counts.of(counted, 0);
  }

  /** Where one file of the finished run is, told after its end. */
  public RunEvent resolved(String file) {
    add(
        EventType.ARTIFACTS_RESOLVED,
        runId.toString(),
        new EventData.ArtifactsResolved(
            events.size(),
            START,
            false,
            List.of(
                new RunArtifacts.Link(
                    Ids.next(),
                    file,
                    file,
                    "github",
                    "/a/" + file,
                    null,
                    "archive",
                    5L,
                    null,
                    null,
                    0,
                    null)),
            List.of(
                new RunArtifacts.Source(
                    "github", "1", 1, "the CI system did not answer in time"))));
    return events.getLast();
  }

  private void add(EventType type, String subject, EventData data) {
    events.add(new RunEvent(runId, events.size() + 1L, type, subject, now(), data));
  }

  private Instant now() {
    return start.plusMillis(events.size());
  }

  private static String file(int task) {
    return "tests/checkout/test_basket_%05d.py".formatted(task);
  }
}
