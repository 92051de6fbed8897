package dev.verdict.ci;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Times as nearly all CI systems write them. {@code 2026-11-20T10:00:00Z} is read by its letters: a
 * page of a listing has hundreds of them, and a formatter took longer for them than JSON for all.
 */
public final class IsoTime {
  private static final String FORM = "0000-00-00T00:00:00Z";

  private IsoTime() {}

  /** Null for what is no time. */
  public static @Nullable Instant read(@Nullable String text) {
    if (text == null) {
      return null;
    }
    try {
      return isUsual(text) ? usual(text) : Instant.parse(text);
    } catch (DateTimeException unreadable) {
      return null;
    }
  }

  /** Midnight at the end of a day, and leap seconds, are left to those who know them. */
  private static boolean isUsual(String text) {
    if (text.length() != FORM.length()) {
      return false;
    }
    for (int i = 0; i < text.length(); i++) {
      char letter = text.charAt(i);
      boolean digit = letter >= '0' && letter <= '9';
      if (FORM.charAt(i) == '0' ? !digit : letter != FORM.charAt(i)) {
        return false;
      }
    }
    return number(text, 11, 13) < 24 && number(text, 17, 19) < 60;
  }

  private static Instant usual(String text) {
    return LocalDateTime.of(
            number(text, 0, 4),
            number(text, 5, 7),
            number(text, 8, 10),
            number(text, 11, 13),
            number(text, 14, 16),
            number(text, 17, 19))
        .toInstant(ZoneOffset.UTC);
  }

  private static int number(String text, int from, int to) {
    return Integer.parseInt(text, from, to, 10);
  }
}
