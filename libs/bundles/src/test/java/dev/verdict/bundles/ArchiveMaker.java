package dev.verdict.bundles;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** Writes archives that no honest packer would write. */
final class ArchiveMaker {
  private final ByteArrayOutputStream plain = new ByteArrayOutputStream();
  private final TarArchiveOutputStream tar = new TarArchiveOutputStream(plain, "UTF-8");

  ArchiveMaker() {
    tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
    tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
  }

  ArchiveMaker file(String name, String content) {
    return entry(name, TarConstants.LF_NORMAL, content.getBytes(StandardCharsets.UTF_8), e -> {});
  }

  ArchiveMaker zeros(String name, int length) {
    return entry(name, TarConstants.LF_NORMAL, new byte[length], e -> {});
  }

  ArchiveMaker directory(String name) {
    return entry(name + "/", TarConstants.LF_DIR, new byte[0], e -> {});
  }

  ArchiveMaker link(String name, String target) {
    return entry(name, TarConstants.LF_SYMLINK, new byte[0], e -> e.setLinkName(target));
  }

  ArchiveMaker hardLink(String name, String target) {
    return entry(name, TarConstants.LF_LINK, new byte[0], e -> e.setLinkName(target));
  }

  ArchiveMaker special(String name, byte type) {
    return entry(name, type, new byte[0], e -> {});
  }

  /** As GNU tar writes a name that does not fit into a header. */
  ArchiveMaker longName(int length) {
    byte[] name = "d".repeat(length).getBytes(StandardCharsets.US_ASCII);
    return entry("././@LongLink", TarConstants.LF_GNUTYPE_LONGNAME, name, e -> {}).file("d", "x");
  }

  private ArchiveMaker entry(
      String name, byte type, byte[] content, Consumer<TarArchiveEntry> more) {
    try {
      TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
      entry.setSize(content.length);
      more.accept(entry);
      tar.putArchiveEntry(entry);
      tar.write(content);
      tar.closeArchiveEntry();
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  byte[] gzip() {
    try {
      tar.finish();
      return gzip(plain.toByteArray());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static byte[] gzip(byte[] bytes) {
    try {
      ByteArrayOutputStream packed = new ByteArrayOutputStream();
      try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
        gzip.write(bytes);
      }
      return packed.toByteArray();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String digest(byte[] archive) {
    return Digests.name(Digests.sha256().digest(archive));
  }

  static InputStream stream(byte[] archive) {
    return new ByteArrayInputStream(archive);
  }
}
