package dev.verdict.artifacts.inbound.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * The first bytes of a body. The rest is read and thrown away, since only a body that is read to
 * its end frees its connection.
 */
final class FirstPart implements ReadStream<Buffer> {
  private final ReadStream<Buffer> body;
  private long left;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;

  FirstPart(ReadStream<Buffer> body, long bytes) {
    this.body = body;
    this.left = bytes;
  }

  @Override
  public FirstPart handler(@Nullable Handler<Buffer> handler) {
    this.handler = handler;
    body.handler(handler == null ? null : this::take);
    return this;
  }

  private void take(Buffer bytes) {
    if (left <= 0) {
      return;
    }
    Buffer wanted = bytes.length() > left ? bytes.getBuffer(0, (int) left) : bytes;
    left -= wanted.length();
    if (handler != null) {
      handler.handle(wanted);
    }
    if (left == 0) {
      end();
    }
  }

  private void end() {
    Handler<Void> ended = endHandler;
    endHandler = null;
    if (ended != null) {
      ended.handle(null);
      body.resume();
    }
  }

  @Override
  public FirstPart endHandler(@Nullable Handler<Void> handler) {
    endHandler = handler;
    body.endHandler(handler == null ? null : all -> end());
    return this;
  }

  @Override
  public FirstPart exceptionHandler(@Nullable Handler<Throwable> handler) {
    body.exceptionHandler(handler);
    return this;
  }

  @Override
  public FirstPart pause() {
    if (left > 0) {
      body.pause();
    }
    return this;
  }

  @Override
  public FirstPart resume() {
    body.resume();
    return this;
  }

  @Override
  public FirstPart fetch(long amount) {
    body.fetch(amount);
    return this;
  }
}
