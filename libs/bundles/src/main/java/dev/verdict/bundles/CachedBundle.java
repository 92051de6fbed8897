package dev.verdict.bundles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;

/** An unpacked bundle that stays on disk until this is closed. It must not be written to. */
public final class CachedBundle implements AutoCloseable {
  private final Path directory;
  private final Runnable release;
  private final AtomicBoolean closed = new AtomicBoolean();

  CachedBundle(Path directory, Runnable release) {
    this.directory = directory;
    this.release = release;
  }

  public Path directory() {
    return directory;
  }

  /** A copy that may be written to. */
  public void copyTo(Path target) throws IOException {
    TreeCopy.copyWhole(directory, target);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      release.run();
    }
  }
}
