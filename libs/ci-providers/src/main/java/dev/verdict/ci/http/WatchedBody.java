package dev.verdict.ci.http;

import dev.verdict.plugin.ci.LiveBody;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.streams.ReadStream;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A body that remembers that it broke off. The connection can break before anybody has begun to
 * read; whoever reads then would wait for ever.
 */
final class WatchedBody implements LiveBody {
  private final HttpClientResponse body;
  private @Nullable Handler<Throwable> told;
  private @Nullable Throwable failure;

  /**
   * @param words makes of what broke what is told
   */
  WatchedBody(HttpClientResponse body, UnaryOperator<Throwable> words) {
    this.body = body;
    body.end().onFailure(cause -> broke(words.apply(cause)));
  }

  /** The connection is given up with it: only what is read to its end leaves one for others. */
  @Override
  public void abandon() {
    if (!body.end().isComplete()) {
      body.exceptionHandler(null);
      body.handler(null);
      body.endHandler(null);
      body.request().reset();
    }
  }

  private void broke(Throwable cause) {
    Handler<Throwable> handler;
    synchronized (this) {
      if (failure != null) {
        return;
      }
      failure = cause;
      handler = told;
    }
    if (handler != null) {
      handler.handle(cause);
    }
  }

  @Override
  public ReadStream<Buffer> exceptionHandler(@Nullable Handler<Throwable> handler) {
    Throwable before;
    synchronized (this) {
      told = handler;
      before = failure;
    }
    if (handler != null && before != null) {
      handler.handle(before);
    }
    return this;
  }

  @Override
  public ReadStream<Buffer> handler(@Nullable Handler<Buffer> handler) {
    body.handler(handler);
    return this;
  }

  @Override
  public ReadStream<Buffer> pause() {
    body.pause();
    return this;
  }

  @Override
  public ReadStream<Buffer> resume() {
    body.resume();
    return this;
  }

  @Override
  public ReadStream<Buffer> fetch(long amount) {
    body.fetch(amount);
    return this;
  }

  @Override
  public ReadStream<Buffer> endHandler(@Nullable Handler<Void> handler) {
    body.endHandler(handler);
    return this;
  }
}
