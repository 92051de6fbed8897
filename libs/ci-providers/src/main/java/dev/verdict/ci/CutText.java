package dev.verdict.ci;

/** Text for a field that has a longest length. */
public final class CutText {
  private static final String MORE = "…";

  private CutText() {}

  /** One line of at most {@code most} characters. */
  public static String line(String text, int most) {
    return cut(text.replaceAll("\\s+", " ").strip(), most, MORE);
  }

  /** Markdown of at most {@code most} characters, cut at the end of a line, and saying so. */
  public static String markdown(String text, int most) {
    if (text.length() <= most) {
      return text;
    }
    String note = "\n\n_…cut: " + text.length() + " characters, " + most + " fit here._\n";
    String kept = cut(text, most - note.length(), "");
    int line = kept.lastIndexOf('\n');
    return (line > kept.length() / 2 ? kept.substring(0, line) : kept) + note;
  }

  private static String cut(String text, int most, String note) {
    if (text.length() <= most) {
      return text;
    }
    int end = most - note.length();
    // Half of a character that takes two places is worse than none.
    return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end)
        + note;
  }
}
