package dev.verdict.reports.write.text;

import java.util.ArrayList;
import java.util.List;

/** Makes long text short, and says so. Never cuts a character in two. */
public final class Cut {
  private Cut() {}

  /** Cut in the middle: the beginning and the end of a name tell it from its neighbours. */
  public static String middle(String text, int most) {
    return middle(text, most, "…");
  }

  public static String middle(String text, int most, String gap) {
    if (text.length() <= most) {
      return text;
    }
    int kept = Math.max(0, most - gap.length());
    int tail = kept / 2;
    return text.substring(0, boundary(text, kept - tail))
        + gap
        + text.substring(boundaryFromEnd(text, text.length() - tail));
  }

  public static String end(String text, int most) {
    return text.length() <= most ? text : text.substring(0, boundary(text, most - 1)) + "…";
  }

  /**
   * The first and the last lines: a stack of Java says most at its top, one of Python at its end.
   *
   * @return at most {@code mostLines} lines, a line that counts what is missing among them, and
   *     about {@code mostChars} characters
   */
  public static String lines(String text, int mostLines, int mostChars) {
    List<String> lines = new ArrayList<>(text.stripTrailing().lines().toList());
    if (lines.size() > mostLines) {
      int head = (mostLines - 1) / 2;
      int tail = mostLines - 1 - head;
      int left = lines.size() - head - tail;
      List<String> kept = new ArrayList<>(lines.subList(0, head));
      kept.add("… " + Numbers.of(left, "line") + " left out …");
      kept.addAll(lines.subList(lines.size() - tail, lines.size()));
      lines = kept;
    }
    return middle(String.join("\n", lines), mostChars, "\n… cut …\n");
  }

  private static int boundary(String text, int at) {
    return at > 0 && Character.isHighSurrogate(text.charAt(at - 1)) ? at - 1 : at;
  }

  private static int boundaryFromEnd(String text, int at) {
    return at < text.length() && Character.isLowSurrogate(text.charAt(at)) ? at + 1 : at;
  }
}
