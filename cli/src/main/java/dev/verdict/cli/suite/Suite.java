package dev.verdict.cli.suite;

import dev.verdict.cli.WrongUsage;
import dev.verdict.contract.TestId;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.runners.Discovery;
import dev.verdict.runners.DiscoveryFailed;
import dev.verdict.runners.GroupSizes;
import dev.verdict.runners.Plan;
import dev.verdict.runners.PlannedUnit;
import dev.verdict.runners.Runners;
import dev.verdict.runners.TestSearch;
import dev.verdict.runners.UnitGroups;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The tests of a directory, planned. */
public record Suite(Path root, Path tests, Plan plan) {

  /**
   * Asks the tools what there is.
   *
   * @param root what the workers need; absent: the project that the tests belong to
   */
  public static Suite discover(Path tests, Optional<Path> root, TestSearch search)
      throws DiscoveryFailed, IOException, InterruptedException {
    Path directory = tests.toAbsolutePath().normalize();
    Path project =
        root.map(given -> given.toAbsolutePath().normalize())
            .orElseGet(() -> ProjectRoot.of(directory));
    if (!directory.startsWith(project)) {
      throw new WrongUsage(
          "--root: " + project + " (expected: a directory that holds " + directory + ")");
    }
    return new Suite(project, directory, new Discovery(Runners.load()).plan(search));
  }

  /**
   * With files that share a task.
   *
   * @param filesOfTask how many; 0 finds it by how many tasks can run at a time
   */
  public Suite grouped(int filesOfTask, int slots) {
    UnitGroups groups = new UnitGroups(Runners.load());
    GroupSizes sizes =
        filesOfTask > 0
            ? GroupSizes.of(filesOfTask)
            : GroupSizes.shrinking(groups.candidates(plan), Math.max(1, slots));
    return new Suite(root, tests, groups.group(plan, sizes));
  }

  /** In one line, for people. */
  public String summary() {
    long named = plan.units().stream().filter(PlannedUnit::namesTests).count();
    List<String> runners = plan.units().stream().map(PlannedUnit::runner).distinct().toList();
    String what =
        named == plan.units().size() ? plan.size() + " tests" : plan.size() + " tests or files";
    return what
        + " in "
        + plan.units().size()
        + (plan.units().size() == 1 ? " task" : " tasks")
        + " ("
        + String.join(", ", runners)
        + ")";
  }

  /** What is asked of the coordinator. */
  public RunRequest request(
      Source source,
      String name,
      @Nullable CiContext ci,
      int timeout,
      List<String> hardware,
      Map<String, Object> metadata) {
    String directory = root.relativize(tests).toString().replace('\\', '/');
    List<TaskRequest> tasks =
        plan.units().stream().map(unit -> task(unit, directory, timeout, hardware)).toList();
    return new RunRequest(
        name,
        root.getFileName() == null ? name : root.getFileName().toString(),
        source,
        ci,
        null,
        timeout,
        null,
        tasks,
        metadata);
  }

  private static TaskRequest task(
      PlannedUnit unit, String directory, int timeout, List<String> hardware) {
    TaskConfig config =
        new TaskConfig(
            null,
            null,
            unit.runner(),
            null,
            null,
            directory.isEmpty() ? null : directory,
            null,
            null,
            Map.of());
    List<PlannedTest> tests =
        unit.tests().stream()
            .map(test -> new PlannedTest(TestId.bounded(test.id()), test.name(), test.file()))
            .toList();
    return new TaskRequest(
        "test",
        null,
        unit.unit().name(),
        null,
        null,
        null,
        config,
        hardware.isEmpty() ? null : new Requirements(0, 0, 0, hardware, Map.of()),
        null,
        timeout,
        null,
        tests.isEmpty() ? null : tests,
        unit.unit().files(),
        Map.of());
  }
}
