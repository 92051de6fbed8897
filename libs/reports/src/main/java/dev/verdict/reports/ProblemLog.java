package dev.verdict.reports;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * The problems of one file, with a bound for each kind, so that a file with a million bad times
 * stays readable and in memory.
 */
public final class ProblemLog {
  private static final int MOST_OF_A_KIND = 20;

  private final String file;
  private final List<Problem> problems = new ArrayList<>();
  private final Map<ProblemCode, Integer> counts = new EnumMap<>(ProblemCode.class);
  private boolean hasError;

  public ProblemLog(String file) {
    this.file = file;
  }

  public void error(ProblemCode code, String message, Position at) {
    hasError = true;
    add(Problem.error(code, file, message, at));
  }

  public void warning(ProblemCode code, String message, Position at) {
    add(Problem.warning(code, file, message, at));
  }

  public boolean hasError() {
    return hasError;
  }

  /** In the order in which they were found; what went over the bound is counted at the end. */
  public List<Problem> problems() {
    List<Problem> all = new ArrayList<>(problems);
    counts.forEach(
        (code, count) -> {
          if (count > MOST_OF_A_KIND) {
            Severity severity = worst(code);
            String message = (count - MOST_OF_A_KIND) + " more of this kind in the file";
            all.add(new Problem(severity, code, file, message, 0, 0));
          }
        });
    return List.copyOf(all);
  }

  private void add(Problem problem) {
    boolean firstError =
        problem.severity() == Severity.ERROR && worst(problem.code()) != Severity.ERROR;
    if (counts.merge(problem.code(), 1, Integer::sum) <= MOST_OF_A_KIND || firstError) {
      problems.add(problem);
    }
  }

  private Severity worst(ProblemCode code) {
    return problems.stream()
            .anyMatch(known -> known.code() == code && known.severity() == Severity.ERROR)
        ? Severity.ERROR
        : Severity.WARNING;
  }
}
