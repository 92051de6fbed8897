package dev.verdict.artifacts.inbound.http;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/**
 * One file of a multipart body. It remembers that the body broke off, for a reader who begins to
 * read only after that.
 */
final class FilePart implements ReadStream<Buffer> {
  private final HttpServerFileUpload upload;
  private @Nullable Throwable broken;
  private @Nullable Handler<Throwable> onBroken;

  FilePart(HttpServerFileUpload upload) {
    this.upload = upload;
    upload.exceptionHandler(this::breaks);
  }

  private void breaks(Throwable cause) {
    broken = cause;
    if (onBroken != null) {
      onBroken.handle(cause);
    }
  }

  boolean isBroken() {
    return broken != null;
  }

  /** Nobody wants it; the parts after it come all the same. */
  void skip() {
    upload.handler(unwanted -> {}).resume();
  }

  @Override
  public FilePart exceptionHandler(@Nullable Handler<Throwable> handler) {
    onBroken = handler;
    if (broken != null && handler != null) {
      handler.handle(broken);
    }
    return this;
  }

  @Override
  public FilePart handler(@Nullable Handler<Buffer> handler) {
    upload.handler(handler);
    return this;
  }

  @Override
  public FilePart pause() {
    upload.pause();
    return this;
  }

  @Override
  public FilePart resume() {
    upload.resume();
    return this;
  }

  @Override
  public FilePart fetch(long amount) {
    upload.fetch(amount);
    return this;
  }

  @Override
  public FilePart endHandler(@Nullable Handler<Void> handler) {
    upload.endHandler(handler);
    return this;
  }
}
