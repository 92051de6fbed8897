package dev.verdict.reporter.inbound.kafka;

import java.nio.charset.StandardCharsets;

/**
 * PostgreSQL keeps every character but NUL, and a test can have one in its name or message. In JSON
 * it can only stand as the escape {@code \u0000}; it becomes {@code \ufffd}, the sign for a
 * character that cannot be shown.
 */
final class WithoutNul {
  private static final byte[] REPLACEMENT = "\\ufffd".getBytes(StandardCharsets.US_ASCII);

  private WithoutNul() {}

  static String clean(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
  }

  /** A JSON document. The same array when there is nothing to replace. */
  static byte[] clean(byte[] json) {
    byte[] cleaned = json;
    for (int i = 0; i + 5 < json.length; i++) {
      if (json[i] != '\\') {
        continue;
      }
      if (isNul(json, i)) {
        cleaned = cleaned == json ? json.clone() : cleaned;
        System.arraycopy(REPLACEMENT, 0, cleaned, i, REPLACEMENT.length);
      }
      // What follows a backslash belongs to it: of two backslashes the second escapes nothing.
      i++;
    }
    return cleaned;
  }

  private static boolean isNul(byte[] json, int i) {
    return json[i + 1] == 'u'
        && json[i + 2] == '0'
        && json[i + 3] == '0'
        && json[i + 4] == '0'
        && json[i + 5] == '0';
  }
}
