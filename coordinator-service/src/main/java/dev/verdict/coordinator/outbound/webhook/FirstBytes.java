package dev.verdict.coordinator.outbound.webhook;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;

/** The beginning of an answer, as it may be kept and shown. */
final class FirstBytes {
  private static final int KEPT = 1_000;
  private static final int MOST_READ = 64 << 10;

  private final Buffer kept = Buffer.buffer();
  private long read;

  /** False when so much has come that nobody reads on. */
  synchronized boolean take(Buffer chunk) {
    int room = KEPT - kept.length();
    if (room > 0) {
      kept.appendBuffer(chunk, 0, Math.min(room, chunk.length()));
    }
    read += chunk.length();
    return read <= MOST_READ;
  }

  synchronized String text() {
    return printable(new String(kept.getBytes(), StandardCharsets.UTF_8));
  }

  /** Why there is no answer. */
  static String shown(Throwable failure) {
    String message = failure.getMessage() == null ? "" : ": " + failure.getMessage();
    String text = printable(failure.getClass().getSimpleName() + message);
    return text.length() <= KEPT ? text : text.substring(0, KEPT);
  }

  private static String printable(String text) {
    StringBuilder printable = new StringBuilder(text.length());
    text.codePoints()
        .map(c -> Character.isISOControl(c) && c != '\n' && c != '\t' ? ' ' : c)
        .forEach(printable::appendCodePoint);
    return printable.toString();
  }
}
