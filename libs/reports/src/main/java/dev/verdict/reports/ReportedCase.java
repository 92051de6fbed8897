package dev.verdict.reports;

import dev.verdict.contract.Verdict;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One test case, as a report tells it. All texts are cut to a bound, with a note of what was cut.
 *
 * @param suitePath the names of the suites around it, from the outermost; none of them blank
 * @param file the source file as the report writes it, from the case or from a suite around it
 * @param line the line in {@code file} as the report writes it; some tools count from 0
 * @param verdict PASSED, FAILED, ERROR or SKIPPED
 * @param seconds 0 where the report does not say
 * @param message the first line of what went wrong, or why it was skipped; for a test that passed
 *     in the end, what went wrong in its first try
 * @param type the kind of what went wrong, such as an exception's class
 * @param detail the stack or the diff
 * @param reruns how often the tool itself ran it again before it settled
 * @param systemOut the end of what it wrote
 * @param systemErr the end of what it wrote
 * @param outsideOfCase it is no case, but a suite that failed by itself, such as in a set-up for
 *     the whole class; its name is the suite's
 * @param position where it stands in the report
 */
public record ReportedCase(
    List<String> suitePath,
    @Nullable String className,
    String name,
    @Nullable String file,
    @Nullable Integer line,
    Verdict verdict,
    double seconds,
    @Nullable String message,
    @Nullable String type,
    @Nullable String detail,
    int reruns,
    @Nullable String systemOut,
    @Nullable String systemErr,
    boolean outsideOfCase,
    Position position) {

  public ReportedCase {
    suitePath = List.copyOf(suitePath);
  }

  /** The suites around it in one line, for people; null where there is none. */
  public @Nullable String suite() {
    return suitePath.isEmpty() ? null : String.join(" > ", suitePath);
  }
}
