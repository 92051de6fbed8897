package dev.verdict.reports.write.highlights;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TestView;
import dev.verdict.reports.failure.NormalText;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.VisibleText;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What went wrong, without what differs from one time to the next. */
public final class FailureKind {
  private static final int MOST = 300;

  private FailureKind() {}

  /** Two failures of one kind have one signature. */
  static String signature(TestView test) {
    return test.verdict() + " " + NormalText.of(title(test));
  }

  /** One line on what went wrong: type and message, or what else there is. */
  public static String title(TestView test) {
    String message = message(test);
    String type = test.type();
    boolean named = type == null || type.isBlank() || message.startsWith(lastWord(type));
    return Cut.end(VisibleText.line(named ? message : type + ": " + message), MOST);
  }

  /** The first line that says something. */
  public static String message(TestView test) {
    for (String text : new String[] {orEmpty(test.message()), orEmpty(test.detail())}) {
      for (String line : text.lines().limit(50).toList()) {
        if (!line.isBlank()) {
          return line.strip();
        }
      }
    }
    if (test.lostReason() != null) {
      return test.lostReason().sentence();
    }
    if (test.verdict() == Verdict.CANCELLED) {
      return "it was cancelled";
    }
    return test.verdict() == Verdict.TIMEOUT ? "it did not end in time" : "it left no message";
  }

  private static String orEmpty(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }

  private static String lastWord(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
