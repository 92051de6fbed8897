package dev.verdict.runners;

import dev.verdict.plugin.runner.ListedTest;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a tool answers about a unit.
 *
 * @param known whether the tool was asked at all and could answer
 * @param problem why it could not
 * @param mayDiffer whether asking about fewer files may give another answer
 */
record Listed(List<ListedTest> tests, boolean known, @Nullable String problem, boolean mayDiffer) {
  static final Listed NOTHING = new Listed(List.of(), true, null, true);

  /** The tool cannot list; the unit is planned by its files. */
  static final Listed NOT_ASKED = new Listed(List.of(), false, null, true);

  static Listed of(List<ListedTest> tests) {
    return new Listed(tests, true, null, true);
  }

  /** The tool says that something is wrong with the tests. */
  static Listed failed(String problem) {
    return new Listed(List.of(), false, problem, true);
  }

  /** The tool is not there, or did not end in time. */
  static Listed unavailable(String problem) {
    return new Listed(List.of(), false, problem, false);
  }

  /** Whether the tool says that there is no test. */
  boolean isEmpty() {
    return known && tests.isEmpty();
  }
}
