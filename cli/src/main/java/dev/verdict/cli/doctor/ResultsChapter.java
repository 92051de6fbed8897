package dev.verdict.cli.doctor;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.runtime.http.HealthReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** How the system says that its parts are: what results have to pass on their way. */
final class ResultsChapter {
  static final String NAME = "results";
  static final String QUESTION = "Do results arrive?";

  private ResultsChapter() {}

  static Chapter look(ApiClient client) {
    List<Finding> findings = new ArrayList<>();
    try {
      client.health().parts().entrySet().stream()
          .sorted(Map.Entry.comparingByKey())
          .forEach(part -> findings.add(part(part.getKey(), part.getValue())));
    } catch (Unreachable gone) {
      findings.add(Finding.skipped(String.valueOf(gone.getMessage())));
    }
    if (findings.isEmpty()) {
      findings.add(Finding.note("the service names no parts of which it needs to be well"));
    }
    return Chapter.of(NAME, QUESTION, findings);
  }

  private static Finding part(String name, HealthReport.Part part) {
    String text =
        "%s is %s, %d ms%s"
            .formatted(
                name,
                part.status(),
                part.millis(),
                part.detail() == null ? "" : ": " + part.detail());
    if (part.status().equals(HealthReport.UP)) {
      return Finding.well(text);
    }
    return part.required()
        ? Finding.wrong(text, "see " + name + " in the log of the service, and docs/runbooks")
        : Finding.note(text);
  }
}
