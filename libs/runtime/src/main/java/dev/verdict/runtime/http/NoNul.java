package dev.verdict.runtime.http;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL holds every character but U+0000, in no column and nowhere in JSON: so it is refused
 * at the door, by name, and not found out by the first statement that meets it.
 */
final class NoNul {
  private static final String EXPECTED = "text without the character U+0000";
  private static final byte[] ESCAPED = "\\u0000".getBytes(StandardCharsets.US_ASCII);

  private NoNul() {}

  static boolean isIn(String text) {
    return text.indexOf('\0') >= 0;
  }

  /** Looks only where one can be: nearly no body has the escape. */
  static void check(Buffer body, @Nullable Object tree) {
    if (contains(body.getBytes(), ESCAPED)) {
      check("", tree);
    }
  }

  private static void check(String field, @Nullable Object value) {
    if (value instanceof String text && isIn(text)) {
      throw Fail.badField(field.isEmpty() ? "body" : field, text, EXPECTED);
    } else if (value instanceof List<?> list) {
      for (int i = 0; i < list.size(); i++) {
        check(field + "[" + i + "]", list.get(i));
      }
    } else if (value instanceof Map<?, ?> map) {
      map.forEach(
          (key, inside) -> {
            check(field, key);
            check(field.isEmpty() ? String.valueOf(key) : field + "." + key, inside);
          });
    }
  }

  private static boolean contains(byte[] body, byte[] part) {
    for (int at = 0; at + part.length <= body.length; at++) {
      int same = 0;
      while (same < part.length && body[at + same] == part[same]) {
        same++;
      }
      if (same == part.length) {
        return true;
      }
    }
    return false;
  }
}
