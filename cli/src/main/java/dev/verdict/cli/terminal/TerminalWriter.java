package dev.verdict.cli.terminal;

import java.io.PrintWriter;
import java.io.Writer;

/**
 * Lets text and colours through and shows every other control character by its number, so that no
 * word of a test, a server or a file can move the cursor, name the window or wipe the screen, even
 * where somebody forgot to ask {@link TerminalText}. What we do to the screen ourselves goes
 * through {@link #control}.
 */
public final class TerminalWriter extends PrintWriter {
  private static final int ESCAPE = 0x1b;

  public TerminalWriter(Writer out) {
    super(out, true);
  }

  /** As it is; for sequences that stand in our own code. */
  public void control(String sequence) {
    super.write(sequence, 0, sequence.length());
  }

  @Override
  public void write(int character) {
    write(new char[] {(char) character}, 0, 1);
  }

  @Override
  public void write(char[] text, int from, int length) {
    write(new String(text, from, length), 0, length);
  }

  @Override
  public void write(String text, int from, int length) {
    String shown = shown(text.substring(from, from + length));
    super.write(shown, 0, shown.length());
  }

  private static String shown(String text) {
    if (text.chars().noneMatch(TerminalWriter::isControl)) {
      return text;
    }
    StringBuilder shown = new StringBuilder(text.length() + 16);
    for (int at = 0; at < text.length(); ) {
      int end = colourEnd(text, at);
      if (end > at) {
        shown.append(text, at, end);
        at = end;
        continue;
      }
      char character = text.charAt(at);
      if (isControl(character)) {
        shown.append("\\u{").append(Integer.toHexString(character)).append('}');
      } else {
        shown.append(character);
      }
      at++;
    }
    return shown.toString();
  }

  /** Where a colour that begins here ends; the beginning where there is none. */
  private static int colourEnd(String text, int at) {
    if (text.charAt(at) != ESCAPE || at + 1 >= text.length() || text.charAt(at + 1) != '[') {
      return at;
    }
    int end = at + 2;
    while (end < text.length()
        && (Character.isDigit(text.charAt(end)) || text.charAt(end) == ';')) {
      end++;
    }
    return end < text.length() && text.charAt(end) == 'm' ? end + 1 : at;
  }

  private static boolean isControl(int character) {
    boolean layout = character == '\n' || character == '\t';
    return Character.getType(character) == Character.CONTROL && !layout;
  }
}
