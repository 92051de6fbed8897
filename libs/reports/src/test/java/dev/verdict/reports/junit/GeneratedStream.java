package dev.verdict.reports.junit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.Collections;
import java.util.List;

/** A file of any size that is never in memory. */
final class GeneratedStream extends InputStream {
  private final byte[] piece;
  private long left;

  private GeneratedStream(String piece, long times) {
    this.piece = piece.getBytes(UTF_8);
    this.left = times * this.piece.length;
  }

  /** The text {@code before}, the {@code piece} as often as said, and the text {@code after}. */
  static InputStream of(String before, String piece, long times, String after) {
    return new SequenceInputStream(
        Collections.enumeration(
            List.of(bytes(before), new GeneratedStream(piece, times), bytes(after))));
  }

  private static InputStream bytes(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (left == 0) {
      return -1;
    }
    int count = (int) Math.min(length, left);
    for (int i = 0; i < count; i++) {
      target[offset + i] = piece[(int) ((piece.length - left % piece.length) % piece.length)];
      left--;
    }
    return count;
  }
}
