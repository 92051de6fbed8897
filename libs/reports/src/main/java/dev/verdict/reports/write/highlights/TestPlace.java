package dev.verdict.reports.write.highlights;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.write.text.Durations;
import java.util.Optional;

/** Where a test is, and how long it took. */
public final class TestPlace {
  private TestPlace() {}

  /** The file, else the class, else the suite; empty where nothing is known. */
  public static String of(TestView test) {
    if (test.file() != null && !test.file().isBlank()) {
      return test.file();
    }
    if (test.className() != null && !test.className().isBlank()) {
      return test.className();
    }
    return test.suite() == null ? "" : test.suite();
  }

  public static Optional<String> time(TestView test) {
    return test.seconds() > 0 ? Optional.of(Durations.words(test.seconds())) : Optional.empty();
  }
}
