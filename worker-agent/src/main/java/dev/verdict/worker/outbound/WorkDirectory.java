package dev.verdict.worker.outbound;

import dev.verdict.bundles.TreeRemoval;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The directory that belongs to one worker while it lives. What a dead predecessor left in it,
 * files and processes, is cleared when it is opened.
 */
public final class WorkDirectory implements AutoCloseable {
  /** Every process that a worker starts has this variable with the worker's directory. */
  public static final String MARK = "VERDICT_WORK_DIR";

  private static final Logger LOG = LoggerFactory.getLogger(WorkDirectory.class);

  private final Path root;
  private final FileChannel channel;
  private final FileLock lock;

  private WorkDirectory(Path root, FileChannel channel, FileLock lock) {
    this.root = root;
    this.channel = channel;
    this.lock = lock;
  }

  public static WorkDirectory open(Path path) throws IOException {
    Files.createDirectories(path);
    Path root = path.toRealPath();
    FileChannel channel =
        FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    try {
      FileLock lock = channel.tryLock();
      if (lock != null) {
        WorkDirectory directory = new WorkDirectory(root, channel, lock);
        directory.clear();
        return directory;
      }
    } catch (OverlappingFileLockException e) {
      // Another worker of this process has it; the same as one of another process.
    } catch (IOException e) {
      channel.close();
      throw e;
    }
    channel.close();
    throw new IOException("worker.work_dir: " + root + " (expected: not used by another worker)");
  }

  public Path root() {
    return root;
  }

  public Path attempts() {
    return root.resolve("attempts");
  }

  public Path bundles() {
    return root.resolve("bundles");
  }

  public Path repositories() {
    return root.resolve("git");
  }

  private void clear() throws IOException {
    LeftoverProcesses.end(MARK + "=" + root);
    TreeRemoval.remove(attempts());
    Files.createDirectories(attempts());
    Files.createDirectories(repositories());
  }

  @Override
  public void close() {
    try (channel) {
      lock.release();
    } catch (IOException e) {
      LOG.warn("{} could not be given free: {}", root, e.toString());
    }
  }
}
