package dev.verdict.reports.write.text;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text of unknown origin, made so that a person sees what is there: colours of a terminal are taken
 * out, and characters that are invisible, turn the direction of reading or cannot be encoded are
 * shown by their number. Nothing is made safe for a language here: each format escapes for itself.
 */
public final class VisibleText {
  /** Colours and cursor movements (CSI), titles and links (OSC). */
  private static final Pattern TERMINAL_SEQUENCE =
      Pattern.compile(
          "\u001b\\[[0-?]*+[ -/]*+[@-~]|\u001b\\][^\u0007\u001b]*+(?:\u0007|\u001b\\\\)");

  private VisibleText() {}

  /** Keeps line breaks and tabs. */
  public static String lines(String text) {
    return show(withoutTerminalSequences(text), true);
  }

  /** One line: line breaks become {@code ⏎}, tabs become spaces. */
  public static String line(String text) {
    return show(withoutTerminalSequences(text.strip()), false);
  }

  public static String withoutTerminalSequences(String text) {
    return text.indexOf('\u001b') < 0 ? text : TERMINAL_SEQUENCE.matcher(text).replaceAll("");
  }

  private static String show(String text, boolean keepLines) {
    StringBuilder shown = null;
    for (int at = 0; at < text.length(); ) {
      int character = text.codePointAt(at);
      int width = Character.charCount(character);
      String instead = instead(character, text, at, keepLines);
      if (instead != null && shown == null) {
        shown = new StringBuilder(text.length() + 16).append(text, 0, at);
      }
      if (shown != null) {
        if (instead == null) {
          shown.appendCodePoint(character);
        } else {
          shown.append(instead);
        }
      }
      at += width;
    }
    return shown == null ? text : shown.toString();
  }

  @SuppressWarnings("NullAway") // Null says that the character stays as it is.
  private static String instead(int character, String text, int at, boolean keepLines) {
    if (character == '\r' && at + 1 < text.length() && text.charAt(at + 1) == '\n') {
      return "";
    }
    if (character == '\n' || character == '\r' || character == 0x2028 || character == 0x2029) {
      return keepLines ? (character == '\n' ? null : "\n") : "⏎";
    }
    if (character == '\t') {
      return keepLines ? null : " ";
    }
    return isHidden(character)
        ? "\\u{" + Integer.toHexString(character).toLowerCase(Locale.ROOT) + "}"
        : null;
  }

  private static boolean isHidden(int character) {
    if (character == 0x200d || character == 0xad) {
      return character == 0xad; // A joiner builds emoji and scripts; a soft hyphen only hides.
    }
    return switch (Character.getType(character)) {
      case Character.CONTROL, Character.SURROGATE, Character.FORMAT -> true;
      default -> (character & 0xfffe) == 0xfffe || (character >= 0xfdd0 && character <= 0xfdef);
    };
  }
}
