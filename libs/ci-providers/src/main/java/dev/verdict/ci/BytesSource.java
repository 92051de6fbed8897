package dev.verdict.ci;

import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** Something small that is in memory. */
public record BytesSource(Buffer bytes) implements ArtifactSource {
  @Override
  public long size() {
    return bytes.length();
  }

  @Override
  public Future<ReadStream<Buffer>> open() {
    return Future.succeededFuture(new Once(bytes));
  }

  /** One chunk and the end, when it is asked for. */
  private static final class Once implements ReadStream<Buffer> {
    private @Nullable Buffer rest;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> end;
    private boolean paused = true;
    private boolean ended;

    Once(Buffer bytes) {
      rest = bytes;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> none) {
      return this;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> chunks) {
      handler = chunks;
      flow();
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      paused = true;
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      paused = false;
      flow();
      return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      return amount > 0 ? resume() : this;
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
      end = handler;
      flow();
      return this;
    }

    private void flow() {
      if (paused || handler == null) {
        return;
      }
      Buffer chunk = rest;
      rest = null;
      if (chunk != null && chunk.length() > 0) {
        handler.handle(chunk);
      }
      if (end != null && !ended && !paused) {
        ended = true;
        end.handle(null);
      }
    }
  }
}
