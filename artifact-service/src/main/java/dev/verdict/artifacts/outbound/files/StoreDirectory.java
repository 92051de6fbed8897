package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.Refusal;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.UUID;

/**
 * Where everything lies, all on one file system, so that a rename is atomic.
 *
 * <pre>
 *  staging/&lt;uuid&gt;          being written, seen by nobody
 *  blobs/ab/&lt;sha256&gt;[.gz]  artifacts
 *  bundles/ab/&lt;sha256&gt;     sources
 *  logs/&lt;task&gt;.&lt;attempt&gt;   logs that grow
 * </pre>
 */
public final class StoreDirectory {
  private final Path root;
  private final long keepFree;

  private StoreDirectory(Path root, long keepFree) {
    this.root = root;
    this.keepFree = keepFree;
  }

  /**
   * Makes what is not there; only its owner may look inside.
   *
   * @param keepFree so many bytes of the disk are left to others, such as logs and the database
   */
  public static StoreDirectory open(Path root, long keepFree) throws IOException {
    StoreDirectory store = new StoreDirectory(root.toAbsolutePath().normalize(), keepFree);
    Files.createDirectories(store.root);
    if (store.root.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(store.root, PosixFilePermissions.fromString("rwx------"));
    }
    for (String room : new String[] {"staging", "blobs", "bundles", "logs"}) {
      Files.createDirectories(store.root.resolve(room));
    }
    syncDirectory(store.root);
    return store;
  }

  Path staging() {
    return root.resolve("staging");
  }

  /** Where a file is that is whole but not published. */
  public Path staged(UUID token) {
    return staging().resolve(token.toString());
  }

  Path blob(Digest digest, Encoding encoding) {
    return shelf("blobs", digest).resolve(digest.hex() + encoding.suffix());
  }

  Path blobShelf(int shelf) {
    return root.resolve("blobs").resolve(String.format("%02x", shelf));
  }

  Path bundles() {
    return root.resolve("bundles");
  }

  Path bundle(Digest digest) {
    return shelf("bundles", digest).resolve(digest.hex());
  }

  Path logs() {
    return root.resolve("logs");
  }

  Path log(LogKey key) {
    return logs().resolve(key.taskId() + "." + key.attempt());
  }

  private Path shelf(String room, Digest digest) {
    return root.resolve(room).resolve(digest.hex().substring(0, 2));
  }

  /** Bytes that may still be written. */
  public long room() throws IOException {
    return Files.getFileStore(root).getUsableSpace() - keepFree;
  }

  void requireRoomFor(long bytes) throws IOException {
    long room = room();
    if (room < bytes) {
      throw new Refusal.DiskFull(
          Math.max(room, 0) + " bytes of room (expected: at least " + bytes + ")");
    }
  }

  /** From one moment to the next, and so that a power cut does not take it back. */
  static void publish(Path staged, Path target) throws IOException {
    Path shelf = target.getParent();
    Path room = shelf == null ? null : shelf.getParent();
    if (shelf == null || room == null) {
      throw new IllegalArgumentException("target: " + target + " (expected: on a shelf)");
    }
    if (!Files.isDirectory(shelf)) {
      Files.createDirectories(shelf);
      syncDirectory(room);
    }
    linkOrMove(staged, target);
    syncDirectory(shelf);
  }

  /**
   * A second name rather than a new one: when the transaction around it is run again, the staged
   * file is still there, and the same content under the target is left as it is.
   */
  private static void linkOrMove(Path staged, Path target) throws IOException {
    try {
      Files.createLink(target, staged);
    } catch (FileAlreadyExistsException e) {
      // The same bytes, since the name is their hash.
    } catch (NoSuchFileException e) {
      throw e;
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
    }
  }

  /** A new name is only safe once its directory is. */
  static void syncDirectory(Path directory) throws IOException {
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (java.nio.file.AccessDeniedException e) {
      // Windows opens no directories; there the rename itself is written through.
      if (!System.getProperty("os.name", "").startsWith("Windows")) {
        throw e;
      }
    }
  }
}
