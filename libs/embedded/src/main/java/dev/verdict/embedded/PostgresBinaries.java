package dev.verdict.embedded;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs, unpacked once on this machine from the archive that Maven brought. */
record PostgresBinaries(Path home) {
  private static final Logger LOG = LoggerFactory.getLogger(PostgresBinaries.class);

  String program(String name) {
    return home.resolve("bin").resolve(name).toString();
  }

  /** Several processes may do this at once: the first that is done wins, the others use its. */
  static PostgresBinaries unpackedIn(Path cache) throws IOException {
    var archive = archive(Platform.current());
    var home = cache.resolve(directoryName(archive));
    if (!Files.isDirectory(home)) {
      unpack(archive, cache, home);
    }
    return new PostgresBinaries(home);
  }

  private static URL archive(Platform platform) {
    var found = PostgresBinaries.class.getClassLoader().getResource(platform.archive());
    if (found == null) {
      throw new CannotStart(
          "binaries: %s is not on the class path (expected: an artifact of group"
                  .formatted(platform.archive())
              + " io.zonky.test.postgres for this platform)");
    }
    return found;
  }

  /** Another archive gets another directory; its checksum costs nothing, the jar's index has it. */
  private static String directoryName(URL archive) throws IOException {
    var name = Path.of(archive.getPath()).getFileName().toString().replace(".txz", "");
    var connection = archive.openConnection();
    long mark =
        connection instanceof JarURLConnection jar
            ? jar.getJarEntry().getCrc()
            : connection.getContentLengthLong();
    return name + "-" + Long.toHexString(mark);
  }

  private static void unpack(URL archive, Path cache, Path home) throws IOException {
    PrivateFiles.createDirectories(cache);
    var fresh = PrivateFiles.createTemporaryDirectory(cache, "unpacking-");
    try {
      LOG.debug("Unpacking {} into {}", archive, home);
      try (var raw = new BufferedInputStream(archive.openStream(), 1 << 16);
          var tar = new TarArchiveInputStream(new XZInputStream(raw))) {
        for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
          unpack(entry, tar, fresh);
        }
      }
      Files.move(fresh, home, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      if (!Files.isDirectory(home)) {
        throw e;
      }
    } finally {
      PrivateFiles.deleteTree(fresh);
    }
  }

  private static void unpack(TarArchiveEntry entry, InputStream content, Path top)
      throws IOException {
    var target = top.resolve(entry.getName()).normalize();
    if (!target.startsWith(top)) {
      throw new IOException("archive entry: " + entry.getName() + " (expected: below the top)");
    }
    if (entry.isDirectory()) {
      Files.createDirectories(target);
      return;
    }
    Files.createDirectories(Objects.requireNonNullElse(target.getParent(), top));
    if (entry.isSymbolicLink()) {
      Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
    } else {
      Files.copy(content, target);
      if ((entry.getMode() & 0100) != 0 && !target.toFile().setExecutable(true, true)) {
        throw new IOException("file: " + target + " cannot be made executable");
      }
    }
  }
}
