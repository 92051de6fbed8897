package dev.verdict.artifacts.domain;

/**
 * A name that people gave to something, made fit for one line, a header and a download. It is
 * shown, never opened: no path of ours is made from it.
 */
public final class FileName {
  public static final int MOST = 255;

  private FileName() {}

  /** Without control characters and separators; {@code fallback} when nothing is left. */
  public static String of(String text, String fallback) {
    StringBuilder name = new StringBuilder();
    text.codePoints().limit(MOST).forEach(c -> name.appendCodePoint(isPlain(c) ? c : '_'));
    String clean = name.toString().strip();
    boolean empty = clean.isEmpty() || clean.chars().allMatch(c -> c == '.' || c == '_');
    return empty ? fallback : clean;
  }

  /** The characters that turn text around for the eye are no better than control characters. */
  private static boolean isPlain(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.PRIVATE_USE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> "/\\:*?\"<>|".indexOf(c) < 0;
    };
  }
}
