package dev.verdict.cli.terminal;

import dev.verdict.reports.write.text.VisibleText;

/** Words of others, so that they can neither move the cursor nor pretend to be ours. */
public final class TerminalText {
  private static final int WIDE_FROM = 0x1100;

  private TerminalText() {}

  /** In one line, for places that hold a name or a sentence. */
  public static String line(String foreign) {
    return VisibleText.line(foreign);
  }

  /** With its line breaks. */
  public static String lines(String foreign) {
    return VisibleText.lines(foreign);
  }

  /** As much of the beginning as fits into so many columns. */
  public static String cut(String line, int columns) {
    int used = 0;
    for (int at = 0; at < line.length(); ) {
      int character = line.codePointAt(at);
      used += columns(character);
      if (used > columns) {
        return line.substring(0, at);
      }
      at += Character.charCount(character);
    }
    return line;
  }

  private static int columns(int character) {
    if (character < WIDE_FROM) {
      return isMark(character) ? 0 : 1;
    }
    boolean wide =
        character <= 0x115f
            || (character >= 0x2e80 && character <= 0xa4cf)
            || (character >= 0xac00 && character <= 0xd7a3)
            || (character >= 0xf900 && character <= 0xfaff)
            || (character >= 0xfe30 && character <= 0xfe6f)
            || (character >= 0xff00 && character <= 0xff60)
            || (character >= 0xffe0 && character <= 0xffe6)
            || (character >= 0x1f300 && character <= 0x1faff)
            || (character >= 0x20000 && character <= 0x3fffd);
    return isMark(character) ? 0 : wide ? 2 : 1;
  }

  /** Drawn over the character before it. */
  private static boolean isMark(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> true;
      default -> false;
    };
  }
}
