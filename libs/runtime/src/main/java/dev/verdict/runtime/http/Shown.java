package dev.verdict.runtime.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Problem;
import dev.verdict.runtime.logging.Masking;
import org.jspecify.annotations.Nullable;

/**
 * What came from a caller, as it may be shown to him again: short, without control characters and
 * secrets.
 */
final class Shown {
  private static final int LONGEST = 200;

  private Shown() {}

  static @Nullable Object value(String field, @Nullable Object value) {
    if (value == null || value instanceof Number || value instanceof Boolean) {
      return value;
    }
    if (Masking.looksSecret(field)) {
      return Masking.MASK;
    }
    return value instanceof CharSequence text ? text(text.toString()) : compact(value);
  }

  static String text(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .forEach(c -> shown.appendCodePoint(Character.isISOControl(c) ? ' ' : c));
    boolean cut = text.codePointCount(0, text.length()) > LONGEST;
    return Masking.mask(cut ? shown.append('…').toString() : shown.toString());
  }

  static String sentence(Problem.Fault fault) {
    Object value = fault.value();
    String found = value == null ? "missing" : value.toString();
    return fault.field() + ": " + found + " (expected: " + fault.expected() + ")";
  }

  private static Object compact(Object value) {
    try {
      String json = Json.mapper().writeValueAsString(value);
      return json.length() <= LONGEST ? Masking.mask(json) : text(json);
    } catch (JsonProcessingException e) {
      return value.getClass().getSimpleName();
    }
  }
}
