package dev.verdict.worker.usecase.attempt;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.message.WorkerOrder.Assignment;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.Discovery;
import dev.verdict.runners.DiscoveryFailed;
import dev.verdict.runners.Runners;
import dev.verdict.runners.TestSearch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Finds the runner of a task and asks it what to start. */
final class PlanExecution {
  private static final String COMMAND = "command";

  private final Runners runners;

  PlanExecution(Runners runners) {
    this.runners = runners;
  }

  PlannedExecution plan(
      Assignment assignment, PlacedSource placed, Map<String, String> environment, Path scratch)
      throws NotStarted {
    TaskConfig config = assignment.config();
    Path root = startDirectory(placed.root(), config.directory());
    List<String> command = orEmpty(config.command());
    boolean ownCommand = !command.isEmpty();
    try {
      TestRunner runner = ownCommand ? runners.named(COMMAND) : chosen(root, config);
      List<String> arguments = ownCommand ? command : orEmpty(config.arguments());
      List<String> files = files(assignment, placed);
      List<String> wanted = patterns(config);
      if (files.isEmpty() && !ownCommand && !wanted.isEmpty()) {
        files = found(root, runner, wanted, environment);
      }
      TestUnit unit = new TestUnit(assignment.name(), files);
      List<String> asked = orEmpty(config.reports());
      RunnerTask task =
          new RunnerTask(root, unit, assignment.tests(), arguments, environment, scratch, asked);
      return new PlannedExecution(runner, task, !ownCommand || !asked.isEmpty(), ownCommand);
    } catch (DiscoveryFailed | IOException | IllegalArgumentException e) {
      throw new NotStarted(LostReason.RUNNER_UNAVAILABLE, String.valueOf(e.getMessage()));
    }
  }

  private TestRunner chosen(Path root, TaskConfig config) throws DiscoveryFailed, IOException {
    return runners.choose(root, Optional.ofNullable(config.runner()));
  }

  /** The file that the task names lies in the copy now, and it is that one that is run. */
  private static List<String> files(Assignment assignment, PlacedSource placed) {
    String copied = placed.testFile();
    if (copied == null) {
      return assignment.files();
    }
    return assignment.files().isEmpty()
        ? List.of(copied)
        : assignment.files().stream()
            .map(file -> file.equals(assignment.config().testFile()) ? copied : file)
            .toList();
  }

  /** A run that nobody planned where its sources are, as one that a webhook started. */
  private static List<String> patterns(TaskConfig config) {
    return config.other().get("pattern") instanceof List<?> patterns
        ? patterns.stream().map(String::valueOf).toList()
        : List.of();
  }

  private List<String> found(
      Path root, TestRunner runner, List<String> patterns, Map<String, String> environment)
      throws NotStarted, IOException {
    TestSearch search =
        TestSearch.in(root, environment)
            .withPatterns(patterns)
            .withRunner(Optional.of(runner.name()))
            .withListing(false, Duration.ofMinutes(1));
    try {
      return new Discovery(runners)
          .plan(search).units().stream().flatMap(unit -> unit.unit().files().stream()).toList();
    } catch (DiscoveryFailed nothing) {
      throw new NotStarted(LostReason.EMPTY_PLAN, String.valueOf(nothing.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new NotStarted(LostReason.WORKER_LOST, "interrupted while it looked for tests");
    }
  }

  private static Path startDirectory(Path root, @org.jspecify.annotations.Nullable String directory)
      throws NotStarted {
    if (directory == null || directory.isBlank()) {
      return root;
    }
    Path start = root.resolve(directory).normalize();
    if (!start.startsWith(root) || !Files.isDirectory(start)) {
      throw new NotStarted(
          LostReason.SOURCE_UNAVAILABLE,
          "directory: '" + directory + "' (expected: a directory in the source)");
    }
    return start;
  }

  private static List<String> orEmpty(@org.jspecify.annotations.Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
