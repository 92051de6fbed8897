package dev.verdict.ci.webhook;

import dev.verdict.ci.CutText;

/** Text of strangers, made fit to be kept and shown. */
final class PlainText {
  private static final int LONGEST = 65_536;
  private static final int LONGEST_LINE = 1_000;
  private static final char INSTEAD = '\ufffd';

  private PlainText() {}

  /** Without what no database takes: the character 0, and halves of characters. */
  static String of(String text) {
    String cut = text.length() > LONGEST ? cut(text) : text;
    StringBuilder clean = null;
    for (int i = 0; i < cut.length(); i++) {
      if (isUnfit(cut, i)) {
        clean = clean == null ? new StringBuilder(cut) : clean;
        clean.setCharAt(i, INSTEAD);
      }
    }
    return clean == null ? cut : clean.toString();
  }

  private static String cut(String text) {
    return text.substring(0, LONGEST - 1) + "…";
  }

  private static boolean isUnfit(String text, int at) {
    char each = text.charAt(at);
    if (Character.isHighSurrogate(each)) {
      return at + 1 == text.length() || !Character.isLowSurrogate(text.charAt(at + 1));
    }
    if (Character.isLowSurrogate(each)) {
      return at == 0 || !Character.isHighSurrogate(text.charAt(at - 1));
    }
    return each == 0;
  }

  /** One line that is not long. */
  static String line(String text) {
    return CutText.line(of(text), LONGEST_LINE);
  }
}
