package dev.verdict.testkit.ci;

import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** A long file that takes no memory. */
public record ZeroSource(Vertx vertx, long size) implements ArtifactSource {
  private static final int CHUNK = 64 * 1024;

  @Override
  public Future<ReadStream<Buffer>> open() {
    return Future.succeededFuture(new Zeros(vertx, size));
  }

  private static final class Zeros implements ReadStream<Buffer> {
    private final Vertx vertx;
    private long left;
    private boolean paused = true;
    private boolean flowing;
    private @Nullable Handler<Buffer> handler;
    private @Nullable Handler<Void> end;

    Zeros(Vertx vertx, long size) {
      this.vertx = vertx;
      this.left = size;
    }

    private void flow() {
      if (!flowing) {
        flowing = true;
        vertx.runOnContext(next -> emit());
      }
    }

    private void emit() {
      flowing = false;
      Handler<Buffer> to = handler;
      if (paused || to == null) {
        return;
      }
      if (left == 0) {
        handler = null;
        if (end != null) {
          end.handle(null);
        }
        return;
      }
      int size = (int) Math.min(left, CHUNK);
      left -= size;
      to.handle(Buffer.buffer(new byte[size]));
      flow();
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
      return this;
    }
  }
}
