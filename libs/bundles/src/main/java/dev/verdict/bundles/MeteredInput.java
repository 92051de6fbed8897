package dev.verdict.bundles;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts what is read, and ends in a refusal where more comes than is allowed. */
final class MeteredInput extends FilterInputStream {
  private final String what;
  private long read;
  private long allowed;

  MeteredInput(InputStream in, String what, long allowed) {
    super(in);
    this.what = what;
    this.allowed = allowed;
  }

  long bytes() {
    return read;
  }

  /** From now on so many bytes more, and no others. */
  void allow(long more) {
    allowed = read + more;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      count(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      count(n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    long skipped = in.skip(n);
    count(skipped);
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  private void count(long n) throws BundleRefused {
    read += n;
    if (read > allowed) {
      throw new BundleRefused(what + " (expected: at most " + Sizes.words(allowed) + ")");
    }
  }
}
