package dev.verdict.plugin.ci;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of an artifact, on their way.
 *
 * @param body paused; whoever asked for it reads it to its end or an error, or abandons it
 * @param from the first byte in it; 0 if the CI system would not continue where it was asked to
 * @param length of the body from there, if it is known
 */
public record ArtifactContent(
    ReadStream<Buffer> body, long from, @Nullable Long length, @Nullable String contentType) {

  /** Gives back what it was read from, once it was read. */
  public void release() {
    if (body instanceof AsyncFile file) {
      close(file);
    }
  }

  /** Nobody wants the rest, which may be long: it is not fetched. */
  public void abandon() {
    switch (body) {
      case AsyncFile file -> close(file);
      case LiveBody live -> live.abandon();
      default -> readOut(body);
    }
  }

  private static void close(AsyncFile file) {
    try {
      file.close();
    } catch (IllegalStateException closed) {
      // Whoever lets go of it twice does no harm.
      return;
    }
  }

  /** All that can be done with a body of which nothing else is known. */
  private static void readOut(ReadStream<Buffer> body) {
    try {
      body.exceptionHandler(broken -> {});
      body.handler(unwanted -> {});
      body.resume();
    } catch (IllegalStateException ended) {
      // It had ended meanwhile: there is nothing left to read.
      return;
    }
  }
}
