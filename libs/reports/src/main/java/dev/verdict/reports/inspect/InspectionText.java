package dev.verdict.reports.inspect;

import dev.verdict.reports.Totals;

/** An {@link Inspection} for a person: problems first, then what is red, then the numbers. */
public final class InspectionText {
  private InspectionText() {}

  public static String of(Inspection inspection) {
    StringBuilder text = new StringBuilder();
    inspection.problems().forEach(problem -> text.append(problem).append('\n'));
    inspection.tests().stream()
        .filter(test -> !test.verdict().isGood())
        .forEach(test -> text.append(line(test)).append('\n'));
    if (inspection.files().size() > 1) {
      inspection
          .files()
          .forEach(
              file ->
                  text.append(file.file() + ": " + line(file.totals(), file.trusted()))
                      .append('\n'));
    }
    return text.append(line(inspection.totals(), inspection.trusted())).append('\n').toString();
  }

  private static String line(InspectedTest test) {
    String place = test.report() + ":" + test.line() + ":" + test.column();
    String why = test.message() == null ? "" : ": " + test.message();
    return place + ": " + test.verdict().word() + ": " + test.title() + why;
  }

  private static String line(Totals totals, boolean trusted) {
    return "%d tests: %d passed, %d failed, %d errors, %d skipped; %s"
        .formatted(
            totals.tests(),
            totals.passed(),
            totals.failed(),
            totals.errors(),
            totals.skipped(),
            trusted ? "can be trusted" : "CANNOT BE TRUSTED");
  }
}
