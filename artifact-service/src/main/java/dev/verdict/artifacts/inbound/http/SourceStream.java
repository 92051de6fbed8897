package dev.verdict.artifacts.inbound.http;

import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/**
 * A {@link ByteSource} as the stream that an answer is made of. It asks for the next bytes when the
 * client has taken the last, and gives the source back when the answer ends, however it ends.
 */
final class SourceStream implements ReadStream<Buffer> {
  private final ByteSource source;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;
  private long demand = Long.MAX_VALUE;
  private boolean asking;
  private boolean done;
  private Runnable lastWords = () -> {};

  private SourceStream(ByteSource source) {
    this.source = source;
  }

  static SourceStream of(RoutingContext context, ByteSource source) {
    SourceStream stream = new SourceStream(source);
    context.addEndHandler(ended -> stream.close());
    if (context.response().closed()) {
      stream.close();
    }
    return stream;
  }

  /** Runs when all bytes are through, while trailers can still be said. */
  void beforeEnd(Runnable words) {
    this.lastWords = words;
  }

  private void close() {
    done = true;
    source.close();
  }

  private void ask() {
    if (asking || done || demand == 0 || handler == null) {
      return;
    }
    asking = true;
    source
        .next()
        .onComplete(
            next -> {
              asking = false;
              if (done) {
                return;
              }
              if (next.failed()) {
                fail(next.cause());
              } else {
                deliver(next.result());
              }
            });
  }

  private void deliver(Buffer bytes) {
    if (bytes.length() == 0) {
      done = true;
      lastWords.run();
      if (endHandler != null) {
        endHandler.handle(null);
      }
      return;
    }
    if (demand != Long.MAX_VALUE) {
      demand--;
    }
    if (handler != null) {
      handler.handle(bytes);
    }
    ask();
  }

  private void fail(Throwable failure) {
    done = true;
    if (exceptionHandler != null) {
      exceptionHandler.handle(failure);
    }
  }

  @Override
  public SourceStream handler(@Nullable Handler<Buffer> handler) {
    this.handler = handler;
    ask();
    return this;
  }

  @Override
  public SourceStream pause() {
    demand = 0;
    return this;
  }

  @Override
  public SourceStream fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    ask();
    return this;
  }

  @Override
  public SourceStream resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public SourceStream endHandler(@Nullable Handler<Void> endHandler) {
    this.endHandler = endHandler;
    return this;
  }

  @Override
  public SourceStream exceptionHandler(@Nullable Handler<Throwable> exceptionHandler) {
    this.exceptionHandler = exceptionHandler;
    return this;
  }
}
