package dev.verdict.artifacts.outbound.files;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * A body that sends pieces for as long as it is not paused, and then ends or breaks. Counts how far
 * it ran ahead.
 */
final class FakeBody implements ReadStream<Buffer> {
  private final Context context;
  private final byte[] piece;
  private final @Nullable Throwable breaksWith;
  private int left;
  private boolean flowing;
  private boolean sending;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;

  FakeBody(Context context, byte[] piece, int times, @Nullable Throwable breaksWith) {
    this.context = context;
    this.piece = piece;
    this.left = times;
    this.breaksWith = breaksWith;
  }

  private void send() {
    if (sending) {
      return;
    }
    sending = true;
    while (flowing && left > 0 && handler != null) {
      left--;
      handler.handle(Buffer.buffer(piece));
    }
    sending = false;
    if (flowing && left == 0) {
      left = -1;
      end();
    }
  }

  private void end() {
    if (breaksWith != null && exceptionHandler != null) {
      exceptionHandler.handle(breaksWith);
    } else if (endHandler != null) {
      endHandler.handle(null);
    }
  }

  @Override
  public FakeBody handler(@Nullable Handler<Buffer> handler) {
    this.handler = handler;
    return this;
  }

  @Override
  public FakeBody pause() {
    flowing = false;
    return this;
  }

  @Override
  public FakeBody resume() {
    flowing = true;
    context.runOnContext(now -> send());
    return this;
  }

  @Override
  public FakeBody fetch(long amount) {
    return resume();
  }

  @Override
  public FakeBody endHandler(@Nullable Handler<Void> endHandler) {
    this.endHandler = endHandler;
    return this;
  }

  @Override
  public FakeBody exceptionHandler(@Nullable Handler<Throwable> exceptionHandler) {
    this.exceptionHandler = exceptionHandler;
    return this;
  }
}
