package dev.verdict.plugin.webhook;

import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** A body of {@code name=value&name=value}. */
final class FormBody {
  private static final String PAYLOAD = "payload";

  private FormBody() {}

  static JsonObject json(byte[] content) {
    return JsonBody.read(
        PAYLOAD,
        field(content, PAYLOAD)
            .orElseThrow(
                () -> new UnreadableWebhook("body", "a form", "a form with the field payload")));
  }

  static Optional<byte[]> field(byte[] content, String name) {
    byte[] start = (name + "=").getBytes(StandardCharsets.US_ASCII);
    int from = 0;
    while (from < content.length) {
      int end = from;
      while (end < content.length && content[end] != '&') {
        end++;
      }
      if (end - from >= start.length
          && Arrays.equals(content, from, from + start.length, start, 0, start.length)) {
        return Optional.of(decode(name, content, from + start.length, end));
      }
      from = end + 1;
    }
    return Optional.empty();
  }

  private static byte[] decode(String name, byte[] content, int from, int end) {
    ByteArrayOutputStream decoded = new ByteArrayOutputStream(end - from);
    for (int i = from; i < end; i++) {
      switch (content[i]) {
        case '+' -> decoded.write(' ');
        case '%' -> {
          int high = i + 1 < end ? Character.digit(content[i + 1], 16) : -1;
          int low = i + 2 < end ? Character.digit(content[i + 2], 16) : -1;
          if (high < 0 || low < 0) {
            throw new UnreadableWebhook(
                name, "a % at byte " + i, "two hexadecimal digits after each %");
          }
          decoded.write(high << 4 | low);
          i += 2;
        }
        default -> decoded.write(content[i]);
      }
    }
    return decoded.toByteArray();
  }
}
