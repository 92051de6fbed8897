package dev.verdict.reports.inspect;

import dev.verdict.contract.Verdict;
import dev.verdict.reports.Position;
import dev.verdict.reports.ReportedCase;
import org.jspecify.annotations.Nullable;

/**
 * A test as a report names it, without its long texts.
 *
 * @param report the report file that holds it, at {@code line} and {@code column}
 * @param file the source file that the report names
 */
public record InspectedTest(
    String report,
    int line,
    int column,
    @Nullable String suite,
    @Nullable String className,
    String name,
    @Nullable String file,
    Verdict verdict,
    double seconds,
    int reruns,
    @Nullable String message) {

  static InspectedTest of(String report, ReportedCase reported) {
    Position at = reported.position();
    return new InspectedTest(
        report,
        at.line(),
        at.column(),
        reported.suite(),
        reported.className(),
        reported.name(),
        reported.file(),
        reported.verdict(),
        reported.seconds(),
        reported.reruns(),
        reported.message());
  }

  /** What makes it the same test in two reports. */
  Key key() {
    return new Key(className == null ? suite : className, name, file);
  }

  /** For messages. */
  String title() {
    return className == null ? name : className + "." + name;
  }

  record Key(@Nullable String group, String name, @Nullable String file) {}
}
