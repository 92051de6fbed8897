package dev.verdict.bundles;

import dev.verdict.bundles.TreeEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.gzip.GzipCompressorOutputStream;
import org.apache.commons.compress.compressors.gzip.GzipParameters;

/**
 * Writes a source tree as {@code tar.gz}. The same tree gives the same bytes: names are sorted,
 * times and owners are zero, and of the mode only the executable bit is kept.
 */
public final class BundlePacker {
  private static final int LEVEL = 4;
  private static final int BUFFER = 64 * 1024;

  private final TreeLimits limits;

  public BundlePacker(TreeLimits limits) {
    this.limits = limits;
  }

  /**
   * Packs everything under the root that no ignore file names. The stream is left open.
   *
   * @throws BundleRefused when the tree is too large or a link leads outside; nothing was written
   */
  public PackedBundle pack(Path root, OutputStream out) throws IOException {
    SourceTree tree = SourceTree.read(root, limits);
    DigestingOutput digesting = new DigestingOutput(out);
    int files = 0;
    long content = 0;
    GzipParameters gzip = new GzipParameters();
    gzip.setCompressionLevel(LEVEL);
    gzip.setOperatingSystem(255);
    gzip.setBufferSize(BUFFER);
    try (var compressed = new GzipCompressorOutputStream(digesting, gzip);
        var tar = new TarArchiveOutputStream(compressed, "UTF-8")) {
      tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
      tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
      tar.setAddPaxHeadersForNonAsciiNames(true);
      for (TreeEntry entry : tree.entries()) {
        tar.putArchiveEntry(header(entry));
        if (entry.kind() == Kind.FILE) {
          files++;
          content += copy(entry, tar);
        }
        tar.closeArchiveEntry();
      }
    }
    return new PackedBundle(digesting.digest(), digesting.bytes(), files, content, tree.withheld());
  }

  private static TarArchiveEntry header(TreeEntry entry) {
    TarArchiveEntry header =
        switch (entry.kind()) {
          case DIRECTORY -> new TarArchiveEntry(entry.name() + "/");
          case FILE -> new TarArchiveEntry(entry.name());
          case LINK -> new TarArchiveEntry(entry.name(), TarConstants.LF_SYMLINK);
        };
    header.setSize(entry.size());
    header.setMode(entry.executable() ? 0755 : 0644);
    header.setModTime(0L);
    header.setIds(0, 0);
    header.setNames("", "");
    if (entry.kind() == Kind.LINK) {
      header.setLinkName(entry.target());
    }
    return header;
  }

  private static long copy(TreeEntry entry, OutputStream tar) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long left = entry.size();
    try (InputStream in = Files.newInputStream(entry.path())) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
        if (read < 0) {
          throw new BundleRefused(entry.path() + ": became shorter while it was packed");
        }
        tar.write(buffer, 0, read);
        left -= read;
      }
    }
    return entry.size();
  }
}
