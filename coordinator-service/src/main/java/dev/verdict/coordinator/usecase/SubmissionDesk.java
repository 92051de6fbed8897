package dev.verdict.coordinator.usecase;

import dev.verdict.contract.Ids;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.contract.event.TraceParent;
import dev.verdict.coordinator.domain.RunState;
import dev.verdict.coordinator.domain.trigger.FollowedPlan;
import dev.verdict.coordinator.usecase.Submission.NewTask;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns what somebody asked for into what will be kept: fills in defaults, names things, and
 * refuses what can never end well.
 */
public final class SubmissionDesk {
  /**
   * A task takes at most this long unless it says otherwise; the default of the command line's
   * {@code --timeout}.
   */
  private static final int DEFAULT_TIMEOUT = 3600;

  private static final int LONGEST_TIMEOUT = (int) Duration.ofDays(7).toSeconds();
  private static final int MOST_TASKS = 50_000;

  /** The type of what a CI system does for us. */
  private static final String FOLLOW = "follow";

  /** How often all coordinators may be away for longer than a lease. */
  private static final int LOOKED_AT_AGAIN = 5;

  private static final int LONGEST_NAME = 200;

  private final int mostAnnounced;

  /**
   * @param mostAnnounced how many planned tests a run may have for each to be announced
   */
  public SubmissionDesk(int mostAnnounced) {
    this.mostAnnounced = mostAnnounced;
  }

  private RunState.Announced announced(List<NewTask> tasks) {
    long tests = tasks.stream().mapToLong(task -> task.tests().size()).sum();
    return new RunState.Announced(TraceParent.fresh().value(), tests <= mostAnnounced);
  }

  public Submission run(RunRequest request) {
    List<TaskRequest> tasks = request.tasks() == null ? List.of() : request.tasks();
    if (tasks.isEmpty()) {
      throw new BadField(
          "tasks", "[]", "at least one task: a run without tasks would be green for nothing");
    }
    if (tasks.size() > MOST_TASKS) {
      throw new BadField("tasks", tasks.size() + " tasks", "at most " + MOST_TASKS);
    }
    List<NewTask> made = new ArrayList<>(tasks.size());
    for (int i = 0; i < tasks.size(); i++) {
      made.add(task("tasks[" + i + "].", tasks.get(i), request));
    }
    SubmissionLimits.check(request);
    String name = request.name() == null ? made.get(0).name() : request.name();
    int timeout = request.timeout() == null ? 0 : timeout("timeout", request.timeout());
    return new Submission(Ids.next(), request, name, timeout, made, announced(made));
  }

  /** A task that names no run gets a run of its own. */
  public Submission single(TaskRequest request) {
    NewTask task = task("", request, null);
    RunRequest run =
        new RunRequest(task.name(), null, null, null, task.user(), null, null, null, null);
    return new Submission(Ids.next(), run, task.name(), 0, List.of(task), announced(List.of(task)));
  }

  /** One more task for a run that is there. */
  public NewTask joining(TaskRequest request) {
    return task("", request, null);
  }

  /**
   * The run that stands for a run of a CI system: one task that no worker is given, whose tests
   * join when its reports are read.
   */
  public Submission followed(FollowedPlan plan) {
    NewTask task =
        new NewTask(
            Ids.next(),
            FOLLOW,
            plan.taskName(),
            0,
            plan.request().user(),
            null,
            TaskConfig.EMPTY,
            Requirements.NONE,
            plan.timeoutSeconds(),
            new RetryPolicy(0, LOOKED_AT_AGAIN),
            List.of(),
            List.of(),
            Map.of());
    RunRequest request = plan.request();
    String name = request.name() == null ? plan.taskName() : request.name();
    return new Submission(Ids.next(), request, name, 0, List.of(task), announced(List.of(task)));
  }

  private NewTask task(String at, TaskRequest request, @Nullable RunRequest run) {
    String type = request.type() == null ? "test" : request.type();
    if (type.equals(FOLLOW)) {
      throw new BadField(at + "type", FOLLOW, "another one: such tasks are made by triggers");
    }
    TaskConfig config = request.config() == null ? TaskConfig.EMPTY : request.config();
    Source source = request.source() != null || run == null ? request.source() : run.source();
    List<String> files = files(request, config);
    String name = name(request, config, files, type);
    checkRunnable(at, type, config, files, source);
    SubmissionLimits.check(at, request, files);
    List<PlannedTest> tests = tests(at, request, config, files, name, type);
    return new NewTask(
        Ids.next(),
        type,
        name,
        request.priority() == null ? 0 : request.priority(),
        request.user() != null || run == null ? request.user() : run.user(),
        source,
        config,
        requirements(request),
        request.timeout() == null ? DEFAULT_TIMEOUT : timeout(at + "timeout", request.timeout()),
        retry(request, run),
        tests,
        files,
        request.parameters());
  }

  private static List<String> files(TaskRequest request, TaskConfig config) {
    Set<String> files = new LinkedHashSet<>(request.files() == null ? List.of() : request.files());
    if (config.testFile() != null) {
      files.add(config.testFile());
    }
    return List.copyOf(files);
  }

  private static String name(
      TaskRequest request, TaskConfig config, List<String> files, String type) {
    if (request.name() != null) {
      return request.name();
    }
    if (config.command() != null && !config.command().isEmpty()) {
      return cut(String.join(" ", config.command()));
    }
    return files.isEmpty() ? type : files.get(0);
  }

  /** A whole script can stand in a command; a name is for reading. */
  private static String cut(String name) {
    return name.length() <= LONGEST_NAME ? name : name.substring(0, LONGEST_NAME - 1) + "…";
  }

  private static void checkRunnable(
      String at, String type, TaskConfig config, List<String> files, @Nullable Source source) {
    boolean command = config.command() != null && !config.command().isEmpty();
    boolean ours = type.equals("test") || type.equals("command");
    if (ours && !command && files.isEmpty() && source == null) {
      throw new BadField(
          at + "config",
          "{}",
          "test_file (a test file) or command (a list: a program and its arguments), or a source");
    }
    if (command && config.testFile() != null) {
      throw new BadField(at + "config", "test_file and command", "one of the two");
    }
  }

  /**
   * A command that leaves no report is its own only test; what the runner lists is planned by name.
   */
  private static List<PlannedTest> tests(
      String at,
      TaskRequest request,
      TaskConfig config,
      List<String> files,
      String name,
      String type) {
    List<PlannedTest> tests = request.tests() == null ? List.of() : request.tests();
    Set<String> seen = new LinkedHashSet<>();
    for (int i = 0; i < tests.size(); i++) {
      if (!seen.add(tests.get(i).id())) {
        throw new BadField(
            at + "tests[" + i + "].id", tests.get(i).id(), "an id that is not in the list before");
      }
    }
    boolean ownTest =
        tests.isEmpty()
            && (files.isEmpty() || config.command() != null)
            && !leavesReport(config, type);
    return ownTest ? List.of(new PlannedTest(name, name, null)) : tests;
  }

  private static boolean leavesReport(TaskConfig config, String type) {
    boolean command = config.command() != null && !config.command().isEmpty();
    return command ? config.reports() != null && !config.reports().isEmpty() : type.equals("test");
  }

  private static Requirements requirements(TaskRequest request) {
    Requirements asked =
        request.requirements() == null ? Requirements.NONE : request.requirements();
    if (request.hardware() == null) {
      return asked;
    }
    Set<String> hardware = new LinkedHashSet<>(asked.hardware());
    hardware.addAll(request.hardware());
    return new Requirements(
        asked.cpu(), asked.memory(), asked.gpuMemory(), List.copyOf(hardware), asked.labels());
  }

  private static RetryPolicy retry(TaskRequest request, @Nullable RunRequest run) {
    if (request.retry() != null) {
      return request.retry();
    }
    return run == null || run.retry() == null ? RetryPolicy.DEFAULT : run.retry();
  }

  private static int timeout(String field, int seconds) {
    if (seconds < 1 || seconds > LONGEST_TIMEOUT) {
      throw new BadField(field, seconds, "seconds from 1 to " + LONGEST_TIMEOUT);
    }
    return seconds;
  }
}
