package dev.verdict.retriever;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;

/**
 * A file in which this process locks places, open once however many hold one: a system that closes
 * a file gives back all locks that the process has in it.
 */
final class SharedFile implements AutoCloseable {
  private static final Map<Path, SharedFile> OPEN = new HashMap<>();

  private final Path path;
  private final FileChannel channel;
  private int users;

  private SharedFile(Path path, FileChannel channel) {
    this.path = path;
    this.channel = channel;
  }

  static SharedFile open(Path file) throws IOException {
    Path path = file.toAbsolutePath().normalize();
    synchronized (OPEN) {
      SharedFile known = OPEN.get(path);
      if (known == null) {
        known =
            new SharedFile(
                path, FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
        OPEN.put(path, known);
      }
      known.users++;
      return known;
    }
  }

  FileChannel channel() {
    return channel;
  }

  /** Each who opened it closes it once. */
  @Override
  public void close() throws IOException {
    synchronized (OPEN) {
      users--;
      if (users == 0) {
        OPEN.remove(path);
        channel.close();
      }
    }
  }
}
