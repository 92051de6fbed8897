package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.ci.FileSource;
import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;

/** The few threads that may wait for the disk. */
public final class FileThreads {
  private static final int THREADS = 8;

  private final Vertx vertx;
  private final WorkerExecutor executor;

  public FileThreads(Vertx vertx) {
    this.vertx = vertx;
    this.executor = vertx.createSharedWorkerExecutor("artifact-files", THREADS);
  }

  /** Runs it there; the future completes on the caller's context. A full disk is told as such. */
  public <T> Future<T> call(Callable<T> work) {
    return executor
        .executeBlocking(work, false)
        .recover(failure -> Future.failedFuture(recognised(failure)));
  }

  /** A file that others may read as often as they like. */
  Future<ArtifactSource> source(Path file) {
    return FileSource.of(vertx, file);
  }

  static Throwable recognised(Throwable failure) {
    String message = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
    boolean full =
        failure instanceof IOException
            && (message.contains("no space left")
                || message.contains("quota exceeded")
                || message.contains("not enough space"));
    return full ? new Refusal.DiskFull("no space left on the device") : failure;
  }

  public Future<Void> close() {
    return executor.close();
  }
}
