package dev.verdict.embedded;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.READ;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps a directory for one owner. The system releases it when the process ends, however it ends.
 */
public final class DirectoryLock implements AutoCloseable {
  private static final String FILE = ".verdict-lock";

  // POSIX drops all locks of a process on a file when it closes any descriptor of that file. So
  // the second attempt within this process must be refused before it opens the file.
  private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

  private final Path directory;
  private final FileChannel channel;

  private DirectoryLock(Path directory, FileChannel channel) {
    this.directory = directory;
    this.channel = channel;
  }

  /** Makes the directory if there is none, and holds it until closed. */
  public static DirectoryLock acquire(Path directory) {
    try {
      var real = PrivateFiles.createDirectories(directory).toRealPath();
      if (!HELD_HERE.add(real)) {
        throw inUse(real, "this process");
      }
      try {
        return new DirectoryLock(real, lock(real));
      } catch (IOException | RuntimeException e) {
        HELD_HERE.remove(real);
        throw e;
      }
    } catch (IOException e) {
      throw new CannotStart(
          "directory: %s cannot be used (expected: a directory that can be written): %s"
              .formatted(directory, e),
          e);
    }
  }

  private static FileChannel lock(Path directory) throws IOException {
    var file = directory.resolve(FILE);
    var channel = FileChannel.open(file, CREATE, READ, WRITE);
    try {
      if (channel.tryLock() == null) {
        throw inUse(directory, "process " + Files.readString(file, US_ASCII).strip());
      }
      channel.truncate(0);
      var pid = Long.toString(ProcessHandle.current().pid());
      channel.write(ByteBuffer.wrap(pid.getBytes(US_ASCII)), 0);
      return channel;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  private static CannotStart inUse(Path directory, String holder) {
    return new CannotStart(
        "directory in use: %s (held by %s; expected: a data directory of its own for each Verdict)"
            .formatted(directory, holder));
  }

  /** Can be called twice. */
  @Override
  public void close() {
    if (!channel.isOpen()) {
      return;
    }
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      HELD_HERE.remove(directory);
    }
  }
}
