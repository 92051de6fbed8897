package dev.verdict.coordinator.outbound.ci;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends with an error where more comes than may. */
final class BoundedInput extends FilterInputStream {
  private final long most;
  private long count;

  BoundedInput(InputStream in, long most) {
    super(in);
    this.most = most;
  }

  long count() {
    return count;
  }

  @Override
  public int read() throws IOException {
    int one = super.read();
    counted(one < 0 ? 0 : 1);
    return one;
  }

  @Override
  public int read(byte[] bytes, int from, int length) throws IOException {
    int n = super.read(bytes, from, length);
    counted(Math.max(0, n));
    return n;
  }

  /** Marks are the business of whoever reads this through a buffer. */
  @Override
  public boolean markSupported() {
    return false;
  }

  private void counted(int n) throws IOException {
    count += n;
    if (count > most) {
      throw new IOException("the reports are larger than they may be, together");
    }
  }
}
