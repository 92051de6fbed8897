package dev.verdict.reports.write.highlights;

import dev.verdict.contract.api.TestView;
import dev.verdict.reports.write.text.Cut;
import org.jspecify.annotations.Nullable;

/** Cuts the texts of a test to what a report shows of them. */
final class Trim {
  private static final int MOST_OF_A_NAME = 1_000;
  private static final int MOST_OF_A_MESSAGE = 2_000;

  private Trim() {}

  static @Nullable String message(@Nullable String message) {
    return message == null ? null : Cut.middle(message, MOST_OF_A_MESSAGE, " … ");
  }

  static @Nullable String detail(@Nullable String detail, int most) {
    if (detail == null || most < 80) {
      return null;
    }
    return Cut.middle(detail, most, "\n… cut …\n");
  }

  static TestView test(TestView test, @Nullable String message, @Nullable String detail) {
    return new TestView(
        Cut.middle(test.id(), MOST_OF_A_NAME),
        test.runId(),
        test.taskId(),
        test.attempt(),
        name(test.suite()),
        name(test.className()),
        Cut.middle(test.name(), MOST_OF_A_NAME),
        name(test.file()),
        test.verdict(),
        test.lostReason(),
        test.seconds(),
        message,
        name(test.type()),
        detail,
        test.planned(),
        test.flaky());
  }

  private static @Nullable String name(@Nullable String name) {
    return name == null ? null : Cut.middle(name, MOST_OF_A_NAME);
  }

  static int length(@Nullable String text) {
    return text == null ? 0 : text.length();
  }
}
