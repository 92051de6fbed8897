package dev.verdict.reports.failure;

import java.util.Locale;

/**
 * What rules look at, in lower case and bounded: a stack of a million lines says nothing more.
 *
 * @param type the last word of an exception's name is enough for rules, the whole is kept
 * @param said message, and where the message does not name it, the type before it
 * @param all said, and the beginning and end of the stack
 */
record FailureText(String type, String said, String all) {
  private static final int MOST_SAID = 1_000;
  private static final int MOST_OF_EACH_END = 1_000;

  static FailureText of(Failure failure) {
    String type = lower(failure.type(), 200);
    String message = lower(failure.message(), MOST_SAID);
    String said = message.isBlank() ? type : message + "\n" + type;
    return new FailureText(type, said, said + "\n" + lower(ends(failure.detail())));
  }

  private static String ends(String detail) {
    if (detail.length() <= 2 * MOST_OF_EACH_END) {
      return detail;
    }
    return detail.substring(0, MOST_OF_EACH_END)
        + "\n"
        + detail.substring(detail.length() - MOST_OF_EACH_END);
  }

  private static String lower(String text, int most) {
    return lower(text.length() <= most ? text : text.substring(0, most)).strip();
  }

  private static String lower(String text) {
    return text.toLowerCase(Locale.ROOT);
  }
}
