package dev.verdict.artifacts.inbound.http;

import dev.verdict.plugin.ci.ArtifactContent;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** The first bytes of a body. The rest is not fetched: of a large file it may be nearly all. */
final class FirstPart implements ReadStream<Buffer> {
  private final ReadStream<Buffer> body;
  private final ArtifactContent content;
  private final boolean hasRest;
  private long left;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;

  FirstPart(ArtifactContent content, long bytes) {
    this.body = content.body();
    this.content = content;
    Long length = content.length();
    this.hasRest = length == null || length > bytes;
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
      letGo();
      end();
    }
  }

  /** A body of which nothing is left is read to its end, so that its connection is free again. */
  private void letGo() {
    if (!hasRest) {
      body.resume();
      return;
    }
    body.exceptionHandler(null);
    body.endHandler(null);
    if (body instanceof AsyncFile) {
      // It is closed when the answer has ended.
      body.pause();
    } else {
      content.abandon();
    }
  }

  private void end() {
    Handler<Void> ended = endHandler;
    endHandler = null;
    if (ended != null) {
      ended.handle(null);
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
    if (left > 0) {
      body.resume();
    }
    return this;
  }

  @Override
  public FirstPart fetch(long amount) {
    if (left > 0) {
      body.fetch(amount);
    }
    return this;
  }
}
