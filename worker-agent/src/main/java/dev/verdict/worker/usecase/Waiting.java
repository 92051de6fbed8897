package dev.verdict.worker.usecase;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Lets a thread that may block wait for what an event loop does. */
public final class Waiting {
  private Waiting() {}

  /**
   * @throws IOException when it failed, with its message, or took too long
   */
  public static <T> T on(Future<T> future, Duration within)
      throws IOException, InterruptedException {
    try {
      return future
          .toCompletionStage()
          .toCompletableFuture()
          .get(within.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      Throwable cause = e.getCause();
      if (cause instanceof IOException io) {
        throw io;
      }
      String message =
          cause == null || cause.getMessage() == null ? "" + cause : cause.getMessage();
      throw new IOException(message, cause);
    } catch (TimeoutException e) {
      throw new IOException("no answer within " + within.toMillis() + " ms", e);
    }
  }
}
