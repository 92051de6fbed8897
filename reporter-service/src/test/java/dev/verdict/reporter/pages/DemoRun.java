package dev.verdict.reporter.pages;

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
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.TestOutcome;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run as a shop might have it: named tests, several workers, and what somebody makes of it. */
final class DemoRun {
  private static final List<String> AREAS =
      List.of("checkout", "basket", "payment", "search", "login", "stock", "mail", "export");
  private static final List<String> WHATS =
      List.of(
          "adds_a_line",
          "keeps_the_total",
          "refuses_an_empty_cart",
          "rounds_half_up",
          "sends_one_mail",
          "survives_a_restart",
          "finds_by_prefix",
          "forgets_after_a_day",
          "counts_once",
          "asks_again_after_a_timeout");
  private static final List<EventData.Worker> WORKERS =
      List.of(
          new EventData.Worker(new UUID(1, 1), "linux-a", List.of("x86-64")),
          new EventData.Worker(new UUID(1, 2), "linux-b", List.of("x86-64")),
          new EventData.Worker(new UUID(1, 3), "linux-c", List.of("x86-64")),
          new EventData.Worker(new UUID(1, 4), "arm-1", List.of("arm64")),
          new EventData.Worker(new UUID(1, 5), "gpu-1", List.of("cuda", "a100")));

  final UUID id = Ids.next();
  final List<UUID> tasks = new ArrayList<>();
  private final String name;
  private final String branch;
  private final Instant start;
  private final int taskCount;
  private final int testsOfTask;
  private final List<RunEvent> events = new ArrayList<>();
  private final Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
  private Instant end;

  /** What becomes of a test; the number of it in the run, from 0. */
  interface Fate {
    Verdict of(int test);
  }

  DemoRun(String name, String branch, Instant start, int taskCount, int testsOfTask) {
    this.name = name;
    this.branch = branch;
    this.start = start;
    this.end = start;
    this.taskCount = taskCount;
    this.testsOfTask = testsOfTask;
    queue();
  }

  /** What has been told since the last time. */
  List<RunEvent> news() {
    List<RunEvent> news = events.subList(told, events.size());
    told = events.size();
    return List.copyOf(news);
  }

  private int told;

  private void queue() {
    CiContext ci =
        new CiContext(
            "github",
            "acme/shop",
            "4711",
            sha(),
            branch,
            branch.equals("main") ? null : "128",
            "https://github.example/acme/shop/actions/runs/4711");
    add(
        EventType.RUN_QUEUED,
        id,
        new EventData.RunQueued(
            name, "shop", "ada", ci, pushed(), taskCount, taskCount * testsOfTask, start));
    for (int task = 0; task < taskCount; task++) {
      UUID taskId = Ids.next();
      tasks.add(taskId);
      add(
          EventType.TASK_QUEUED,
          taskId,
          new EventData.TaskQueued(
              taskId, file(task), "pytest", 5, List.of(file(task)), testsOfTask, Map.of()));
    }
  }

  private String sha() {
    String seed = String.valueOf(start.toEpochMilli());
    return UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8)).toString().replace("-", "")
        + "0123abcd";
  }

  /** What a webhook would have told of the push. */
  private Map<String, Object> pushed() {
    int nth = (int) (start.getEpochSecond() / 60 % 3);
    return Map.of(
        "event",
        "push",
        "author",
        List.of("ada", "grace", "katherine").get(nth),
        "commit_message",
        List.of("Round prices half up", "Forget baskets after a day", "Search by prefix").get(nth),
        "changed_files",
        List.of("shop/basket.py", "shop/price.py", "tests/conftest.py"),
        "changed_files_total",
        7);
  }

  DemoRun begin() {
    add(EventType.RUN_STARTED, id, new EventData.RunStarted(start.plusSeconds(2)));
    return this;
  }

  DemoRun execute(int from, int to, Fate fate) {
    for (int task = from; task < to; task++) {
      attempt(task, 1, fate, true);
    }
    return this;
  }

  /** A task that has begun, and told of some of its tests. */
  DemoRun half(int task, Fate fate, int tests) {
    startTask(task, 1, started(task));
    for (int test = 0; test < tests; test++) {
      tell(task, 1, test, fate.of(task * testsOfTask + test));
    }
    return this;
  }

  /** The first attempt fails as a whole, the second counts. */
  DemoRun twice(int task, Fate first, Fate second) {
    attempt(task, 1, first, false);
    attempt(task, 2, second, true);
    return this;
  }

  private void attempt(int task, int attempt, Fate fate, boolean settled) {
    Instant from = started(task).plusSeconds(attempt == 1 ? 0 : 15);
    startTask(task, attempt, from);
    Map<Verdict, Integer> counted = new EnumMap<>(Verdict.class);
    Verdict worst = Verdict.PASSED;
    for (int test = 0; test < testsOfTask; test++) {
      Verdict verdict = fate.of(task * testsOfTask + test);
      tell(task, attempt, test, verdict);
      counted.merge(verdict, 1, Integer::sum);
      worst = worst.worse(verdict);
    }
    file(task, attempt, "output.log", "log", 48_000 + task * 900L);
    if (task % 4 == 1) {
      file(task, attempt, "screens/basket.png", "image", 120_400);
    }
    Instant until = from.plusMillis(9_000 + (task * 2_711L) % 8_000);
    end = until.isAfter(end) ? until : end;
    boolean good = worst.isGood();
    if (settled) {
      counted.forEach((verdict, tests) -> verdicts.merge(verdict, tests, Integer::sum));
    }
    add(
        EventType.TASK_FINISHED,
        tasks.get(task),
        new EventData.TaskFinished(
            tasks.get(task),
            attempt,
            settled,
            TaskStatus.of(worst),
            worst,
            good ? "all its tests passed" : "some of its tests did not pass",
            null,
            good ? 0 : 1,
            worker(task),
            Counts.of(counted, 0),
            Map.of("execution_time", 9.5),
            from,
            until,
            (until.toEpochMilli() - from.toEpochMilli()) / 1e3));
  }

  private void startTask(int task, int attempt, Instant at) {
    add(
        EventType.TASK_STARTED,
        tasks.get(task),
        new EventData.TaskStarted(tasks.get(task), attempt, worker(task), at));
  }

  private void tell(int task, int attempt, int test, Verdict verdict) {
    TestOutcome outcome = outcome(task, test, verdict);
    add(
        verdict == Verdict.SKIPPED ? EventType.TEST_SKIPPED : EventType.TEST_FINISHED,
        tasks.get(task),
        new EventData.TestFinished(tasks.get(task), attempt, true, outcome));
  }

  private TestOutcome outcome(int task, int test, Verdict verdict) {
    String test1 = "test_" + WHATS.get(test % WHATS.size()) + "[" + test / WHATS.size() + "]";
    boolean bad = verdict == Verdict.FAILED || verdict == Verdict.ERROR;
    String message =
        bad
            ? "AssertionError: assert %d == %d".formatted(40 + test % 7, 42)
            : verdict == Verdict.SKIPPED ? "needs a printer" : null;
    String detail =
        bad
            ? "def test_total(basket):\n    basket.add(line)\n>   assert basket.total == 42\n"
                + "E   AssertionError: assert %d == 42\nE    +  where %d = <Basket of 3>.total\n\n%s:17: AssertionError"
                    .formatted(40 + test % 7, 40 + test % 7, file(task))
            : null;
    return new TestOutcome(
        file(task) + "::" + test1,
        "pytest",
        null,
        test1,
        file(task),
        verdict,
        0.02 + 0.9 * Math.abs(Math.sin(test * 7 + start.getEpochSecond() % 97)),
        message,
        bad ? "AssertionError" : null,
        detail,
        verdict == Verdict.LOST ? LostReason.WORKER_LOST : null,
        0);
  }

  private void file(int task, int attempt, String path, String type, long bytes) {
    add(
        EventType.OUTPUT_PUBLISHED,
        tasks.get(task),
        new EventData.OutputPublished(
            tasks.get(task),
            attempt,
            new AttemptNews.Artifact(Ids.next().toString(), path, path, bytes, type, null, null)));
  }

  DemoRun finish() {
    Counts counts = Counts.of(verdicts, 0);
    Verdict verdict = verdicts.keySet().stream().reduce(Verdict.PASSED, Verdict::worse);
    String reason =
        counts.bad() == 0
            ? "all tests passed"
            : counts.bad() + " of " + counts.total() + " tests did not pass";
    add(
        EventType.RUN_FINISHED,
        id,
        new EventData.RunFinished(
            TaskStatus.of(verdict),
            verdict,
            reason,
            counts,
            new Completeness(counts.total(), counts.total() - counts.lost(), List.of()),
            start,
            end,
            Duration.between(start, end).toMillis() / 1e3));
    return this;
  }

  private Instant started(int task) {
    return start.plusSeconds(2 + (task / WORKERS.size()) * 14L + task % 3);
  }

  private static EventData.Worker worker(int task) {
    return WORKERS.get(task % WORKERS.size());
  }

  private static String file(int task) {
    return "tests/%s/test_%s_%02d.py"
        .formatted(AREAS.get(task % AREAS.size()), AREAS.get(task % AREAS.size()), task);
  }

  private void add(EventType type, Object subject, @Nullable EventData data) {
    events.add(
        new RunEvent(
            id,
            events.size() + 1L,
            type,
            subject.toString(),
            start.plusMillis(events.size()),
            java.util.Objects.requireNonNull(data)));
  }
}
