package dev.verdict.artifacts.outbound.s3;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** So many bytes of a stream, then its end. */
final class FirstBytes extends FilterInputStream {
  private long left;

  FirstBytes(InputStream in, long most) {
    super(in);
    this.left = most;
  }

  @Override
  public int read() throws IOException {
    int next = left > 0 ? super.read() : -1;
    left -= next < 0 ? 0 : 1;
    return next;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    int n = left > 0 ? super.read(into, offset, (int) Math.min(length, left)) : -1;
    left -= Math.max(n, 0);
    return n;
  }

  @Override
  public long skip(long count) throws IOException {
    long skipped = super.skip(Math.min(count, left));
    left -= skipped;
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
