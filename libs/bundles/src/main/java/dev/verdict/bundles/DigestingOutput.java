package dev.verdict.bundles;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.MessageDigest;

/** Passes bytes on, and knows their number and digest. Closing it leaves what is below open. */
final class DigestingOutput extends FilterOutputStream {
  private final MessageDigest digest = Digests.sha256();
  private long bytes;

  DigestingOutput(OutputStream out) {
    super(out);
  }

  @Override
  public void write(int b) throws IOException {
    out.write(b);
    digest.update((byte) b);
    bytes++;
  }

  @Override
  public void write(byte[] buffer, int offset, int length) throws IOException {
    out.write(buffer, offset, length);
    digest.update(buffer, offset, length);
    bytes += length;
  }

  @Override
  public void close() throws IOException {
    out.flush();
  }

  String digest() {
    return Digests.name(digest.digest());
  }

  long bytes() {
    return bytes;
  }
}
