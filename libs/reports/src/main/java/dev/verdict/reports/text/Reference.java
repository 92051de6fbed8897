package dev.verdict.reports.text;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an ampersand begins: a character by its number, or by one of the five names that XML itself
 * defines.
 *
 * @param value the number of the character; for a name, that of the ampersand
 * @param length from the ampersand to the semicolon
 */
record Reference(int value, int length) {
  /** Enough to see two references with all the zeros that anybody writes. */
  static final int LOOK_AHEAD = 32;

  private static final int LONGEST = 14;
  private static final List<String> NAMES = List.of("&lt;", "&gt;", "&amp;", "&quot;", "&apos;");

  /** Null where none begins. */
  static @Nullable Reference at(char[] buffer, int start, int limit) {
    if (start + 1 >= limit || buffer[start] != '&') {
      return null;
    }
    return buffer[start + 1] == '#'
        ? number(buffer, start, limit)
        : name(new String(buffer, start, Math.min(6, limit - start)));
  }

  private static @Nullable Reference name(String text) {
    return NAMES.stream()
        .filter(text::startsWith)
        .findFirst()
        .map(found -> new Reference('&', found.length()))
        .orElse(null);
  }

  private static @Nullable Reference number(char[] buffer, int start, int limit) {
    boolean hexadecimal = start + 2 < limit && buffer[start + 2] == 'x';
    int firstDigit = start + (hexadecimal ? 3 : 2);
    int value = 0;
    for (int i = firstDigit; i < Math.min(limit, start + LONGEST); i++) {
      if (buffer[i] == ';') {
        return i == firstDigit ? null : new Reference(value, i + 1 - start);
      }
      int digit = buffer[i] < 128 ? Character.digit(buffer[i], hexadecimal ? 16 : 10) : -1;
      if (digit < 0) {
        return null;
      }
      // Over the largest of all characters it stays there, and cannot overflow.
      value = Math.min(value * (hexadecimal ? 16 : 10) + digit, Character.MAX_CODE_POINT + 1);
    }
    return null;
  }

  /**
   * What no parser takes. Control characters are not among it: a parser lets them through to us.
   */
  boolean isRefused() {
    return value == 0
        || (value >= Character.MIN_SURROGATE && value <= Character.MAX_SURROGATE)
        || value == 0xFFFE
        || value == 0xFFFF
        || value > Character.MAX_CODE_POINT;
  }
}
