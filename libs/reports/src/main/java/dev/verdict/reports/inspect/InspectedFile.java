package dev.verdict.reports.inspect;

import dev.verdict.reports.Problem;
import dev.verdict.reports.Severity;
import dev.verdict.reports.Totals;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One report file.
 *
 * @param sha256 of its content; null where it could not be read to its end
 * @param complete whether it was read to its proper end
 */
public record InspectedFile(
    String file,
    @Nullable String sha256,
    boolean complete,
    boolean trusted,
    Totals totals,
    List<Problem> problems) {

  public InspectedFile {
    problems = List.copyOf(problems);
  }

  InspectedFile with(List<Problem> more) {
    List<Problem> all = new ArrayList<>(problems);
    all.addAll(more);
    boolean clean = more.stream().noneMatch(problem -> problem.severity() == Severity.ERROR);
    return new InspectedFile(file, sha256, complete, trusted && clean, totals, all);
  }
}
