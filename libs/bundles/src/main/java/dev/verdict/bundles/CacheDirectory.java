package dev.verdict.bundles;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * The cache on disk: one directory per digest, one file beside it with its size, and a file that
 * says since which start of the machine they lie there.
 */
final class CacheDirectory {
  private static final Path BOOT_ID = Path.of("/proc/sys/kernel/random/boot_id");

  private final Path bundles;
  private final Path scratch;

  /** An unpacked bundle that an earlier process left whole. */
  record Kept(String digest, long bytes) {}

  private CacheDirectory(Path root) {
    this.bundles = root.resolve("bundles");
    this.scratch = root.resolve("scratch");
  }

  static CacheDirectory open(Path root) throws IOException {
    CacheDirectory directory = new CacheDirectory(root);
    Files.createDirectories(root);
    TreeRemoval.remove(directory.scratch);
    Path mark = root.resolve("boot-id");
    String now = Files.isReadable(BOOT_ID) ? Files.readString(BOOT_ID).strip() : "";
    boolean sameBoot =
        !now.isEmpty() && Files.isRegularFile(mark) && Files.readString(mark).equals(now);
    if (!sameBoot) {
      TreeRemoval.remove(directory.bundles);
      Files.writeString(mark, now);
    }
    Files.createDirectories(directory.bundles);
    Files.createDirectories(directory.scratch);
    return directory;
  }

  /** What lies there and is whole; the rest is removed. */
  List<Kept> kept() throws IOException {
    List<Kept> kept = new ArrayList<>();
    try (DirectoryStream<Path> children = Files.newDirectoryStream(bundles)) {
      for (Path child : children) {
        String name = child.getFileName().toString();
        Path size = sizeFile(name);
        if (Files.isDirectory(child) && Files.isRegularFile(size)) {
          kept.add(new Kept("sha256:" + name, Long.parseLong(Files.readString(size))));
        } else if (!name.endsWith(".size") || !Files.isDirectory(bundles.resolve(stem(name)))) {
          TreeRemoval.remove(child);
        }
      }
    }
    return kept;
  }

  Path of(String digest) {
    return bundles.resolve(hex(digest));
  }

  Path newFile() {
    return scratch.resolve(UUID.randomUUID().toString());
  }

  void remember(String digest, long bytes) throws IOException {
    Path fresh = newFile();
    Files.writeString(fresh, Long.toString(bytes));
    Files.move(fresh, sizeFile(hex(digest)), StandardCopyOption.ATOMIC_MOVE);
  }

  void discard(String digest) throws IOException {
    Files.deleteIfExists(sizeFile(hex(digest)));
    Path away = newFile();
    Files.move(of(digest), away, StandardCopyOption.ATOMIC_MOVE);
    TreeRemoval.remove(away);
  }

  private Path sizeFile(String hex) {
    return bundles.resolve(hex + ".size");
  }

  private static String stem(String name) {
    return name.substring(0, name.length() - ".size".length());
  }

  private static String hex(String digest) {
    return digest.substring("sha256:".length());
  }
}
