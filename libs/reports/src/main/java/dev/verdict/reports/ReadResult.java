package dev.verdict.reports;

import java.util.List;

/**
 * What came of reading one file.
 *
 * @param totals of the cases that were read, also when the reading ended early
 * @param complete whether the file was read to its proper end
 */
public record ReadResult(Totals totals, List<Problem> problems, boolean complete) {
  public ReadResult {
    problems = List.copyOf(problems);
  }

  /** Whether a run may be called green because of this file. */
  public boolean trusted() {
    return complete && problems.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
  }
}
