package dev.verdict.bundles;

import dev.verdict.bundles.TreeEntry.Kind;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/**
 * Writes the entries of one archive below a directory that only we know. Links are made after
 * everything else, so nothing is ever written through one.
 */
final class ArchiveEntries {
  private static final int BUFFER = 64 * 1024;

  /** Names and extended headers are read into memory before anybody can look at them. */
  private static final long LARGEST_HEADER = 1 << 20;

  private final UnpackLimits limits;
  private final MeteredInput archive;
  private final Path root;
  private final EntryNames names;
  private final LinkTargets links = new LinkTargets();
  private final byte[] buffer = new byte[BUFFER];
  private long written;

  ArchiveEntries(UnpackLimits limits, MeteredInput archive, Path root) {
    this.limits = limits;
    this.archive = archive;
    this.root = root;
    this.names = new EntryNames(limits);
  }

  long contentBytes() {
    return written;
  }

  void readAll(InputStream content) throws IOException {
    var metered = new MeteredInput(content, "an entry's header is too large", 0);
    metered.allow(LARGEST_HEADER);
    // Closing is left to who gave us the stream.
    var tar = new TarArchiveInputStream(metered, "UTF-8");
    for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
      metered.allow(Long.MAX_VALUE - metered.bytes());
      take(entry, tar);
      metered.allow(LARGEST_HEADER);
    }
    if (metered.bytes() == 0) {
      throw new BundleRefused("the archive is empty (expected: a tar archive in gzip)");
    }
    metered.allow(LARGEST_HEADER);
    while (metered.read(buffer) >= 0) {
      // Padding after the last entry; reading it also checks gzip's own checksum.
    }
    makeLinks();
  }

  private void take(TarArchiveEntry entry, TarArchiveInputStream tar) throws IOException {
    String raw = entry.getName();
    if (entry.isSymbolicLink()) {
      links.add(names.accept(raw, Kind.LINK), entry.getLinkName());
    } else if (entry.isLink()) {
      copyOfAnother(raw, entry.getLinkName());
    } else if (entry.isDirectory()) {
      String name = names.accept(raw, Kind.DIRECTORY);
      Files.createDirectories(root.resolve(name));
    } else if (entry.isFile() && !entry.isSparse() && isPlain(entry)) {
      writeFile(names.accept(raw, Kind.FILE), tar, (entry.getMode() & 0100) != 0);
    } else {
      throw new BundleRefused(
          "archive entry '" + raw + "' (expected: a file, a directory or a link)");
    }
  }

  /** {@code isFile} of the library says yes to everything that it does not know. */
  private static boolean isPlain(TarArchiveEntry entry) {
    return !entry.isCharacterDevice() && !entry.isBlockDevice() && !entry.isFIFO();
  }

  private void copyOfAnother(String raw, String target) throws IOException {
    String source = target.startsWith("./") ? target.substring(2) : target;
    if (names.kindOf(source) != Kind.FILE) {
      throw new BundleRefused(
          "archive entry '"
              + raw
              + "': hard link to '"
              + target
              + "' (expected: a file that came before it in the archive)");
    }
    Path original = root.resolve(source);
    try (InputStream in = Files.newInputStream(original)) {
      writeFile(names.accept(raw, Kind.FILE), in, Files.isExecutable(original));
    }
  }

  private void writeFile(String name, InputStream in, boolean executable) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out =
        Files.newOutputStream(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        count(n);
        out.write(buffer, 0, n);
      }
    }
    if (executable) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
  }

  private void count(int n) throws BundleRefused {
    written += n;
    if (written > limits.contentBytes()) {
      throw new BundleRefused(
          "the archive's content is too large (expected: at most "
              + Sizes.words(limits.contentBytes())
              + ")");
    }
    if (written > UnpackLimits.RATIO_COUNTS_FROM && written / limits.ratio() > archive.bytes()) {
      throw new BundleRefused(
          "the archive unpacks to more than "
              + limits.ratio()
              + " times its size: "
              + Sizes.words(written)
              + " from "
              + Sizes.words(archive.bytes()));
    }
  }

  private void makeLinks() throws IOException {
    for (Map.Entry<String, String> link : links.all().entrySet()) {
      String problem = links.problemOf(link.getKey());
      if (problem != null) {
        throw new BundleRefused(
            "archive entry '" + link.getKey() + "' -> '" + link.getValue() + "' " + problem);
      }
    }
    for (Map.Entry<String, String> link : links.all().entrySet()) {
      Path path = root.resolve(link.getKey());
      Files.createDirectories(path.getParent());
      Files.createSymbolicLink(path, Path.of(link.getValue()));
    }
  }
}
