package dev.verdict.artifacts.outbound.files;

import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Gzip that would rather keep up with the sender than save the last bytes. */
final class FastGzip extends GZIPOutputStream {
  private static final int BUFFER = 64 * 1024;

  FastGzip(OutputStream out) throws IOException {
    super(out, BUFFER);
    def.setLevel(Deflater.BEST_SPEED);
  }
}
