package dev.verdict.runners;

import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.TestUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task to be.
 *
 * @param runner the name of its runner
 * @param tests what the tool lists; empty where the plan can only name the files of the unit, be it
 *     that the tool cannot list or that only a run can name some of the tests: half of the names
 *     would pass for all of them
 * @param problem why the tool could not list, for the person who wrote the tests. The unit is
 *     planned all the same, so that its run shows it
 */
public record PlannedUnit(
    String runner, TestUnit unit, List<ListedTest> tests, @Nullable String problem) {
  public PlannedUnit {
    tests = List.copyOf(tests);
  }

  /** Whether the plan names the tests, and not only the files. */
  public boolean namesTests() {
    return !tests.isEmpty();
  }
}
