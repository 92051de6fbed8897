package dev.verdict.coordinator.inbound.webhook;

import dev.verdict.runtime.http.Fail;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** What a body means: itself, or what its gzip holds, up to a limit. */
final class Content {
  private static final int STEP = 64 * 1024;

  private Content() {}

  static boolean isPlain(@Nullable String encoding) {
    return encoding == null || encoding.isBlank() || encoding.equalsIgnoreCase("identity");
  }

  /** Fails with 413, 415 or 400. */
  static byte[] of(byte[] body, @Nullable String encoding, int limit, BodyMemory.Share memory) {
    if (isPlain(encoding)) {
      return body;
    }
    String known = String.valueOf(encoding).strip().toLowerCase(Locale.ROOT);
    if (!known.equals("gzip") && !known.equals("x-gzip")) {
      throw Fail.of(
          415, "Unsupported encoding", "Content-Encoding: " + known + " (expected: gzip, or none)");
    }
    try (var gzip = new GZIPInputStream(new ByteArrayInputStream(body), STEP)) {
      ByteArrayOutputStream content = new ByteArrayOutputStream();
      byte[] step = new byte[STEP];
      for (int n = gzip.read(step); n >= 0; n = gzip.read(step)) {
        if (content.size() + n > limit) {
          throw Fail.tooLarge(limit);
        }
        if (!memory.take(n)) {
          throw Fail.unavailable("too many large bodies at once", java.time.Duration.ofSeconds(5));
        }
        content.write(step, 0, n);
      }
      return content.toByteArray();
    } catch (IOException broken) {
      throw Fail.badField("body", "no gzip: " + broken.getMessage(), "gzip");
    }
  }
}
