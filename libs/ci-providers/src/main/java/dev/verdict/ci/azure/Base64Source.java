package dev.verdict.ci.azure;

import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.ReadStream;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** Bytes as they stand in JSON, without the whole in memory. */
record Base64Source(ArtifactSource bytes) implements ArtifactSource {
  @Override
  public long size() {
    return (bytes.size() + 2) / 3 * 4;
  }

  @Override
  public Future<ReadStream<Buffer>> open() {
    return bytes.open().map(Letters::new);
  }

  private static final class Letters implements ReadStream<Buffer> {
    private final ReadStream<Buffer> bytes;
    private Buffer rest = Buffer.buffer();
    private @Nullable Handler<Buffer> handler;
    private boolean left;

    Letters(ReadStream<Buffer> bytes) {
      this.bytes = bytes;
    }

    @Override
    public ReadStream<Buffer> handler(@Nullable Handler<Buffer> letters) {
      handler = letters;
      if (letters == null) {
        leave();
      } else {
        bytes.handler(this::chunk);
      }
      return this;
    }

    /** Three bytes are four letters; what is over waits for the next ones. */
    private void chunk(Buffer chunk) {
      Buffer all = rest.length() == 0 ? chunk : rest.appendBuffer(chunk);
      int whole = all.length() / 3 * 3;
      rest = all.getBuffer(whole, all.length());
      if (whole > 0) {
        emit(all.getBytes(0, whole));
      }
    }

    private void emit(byte[] some) {
      if (handler != null) {
        handler.handle(Buffer.buffer(Base64.getEncoder().encode(some)));
      }
    }

    @Override
    public ReadStream<Buffer> endHandler(@Nullable Handler<Void> end) {
      if (!left) {
        bytes.endHandler(end == null ? null : done -> end(end));
      }
      return this;
    }

    private void end(Handler<Void> end) {
      if (rest.length() > 0) {
        emit(rest.getBytes());
      }
      end.handle(null);
    }

    /** Nobody listens any more: whoever sends this does not know that it is a file. */
    private void leave() {
      if (!left) {
        left = true;
        bytes.handler(null).endHandler(null).exceptionHandler(null);
        if (bytes instanceof AsyncFile file) {
          file.close();
        }
      }
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> failed) {
      if (!left) {
        bytes.exceptionHandler(failed);
      }
      return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
      bytes.pause();
      return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
      if (!left) {
        bytes.resume();
      }
      return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
      if (!left) {
        bytes.fetch(amount);
      }
      return this;
    }
  }
}
