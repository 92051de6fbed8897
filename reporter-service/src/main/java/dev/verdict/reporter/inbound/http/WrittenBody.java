package dev.verdict.reporter.inbound.http;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a blocking writer writes, as a stream for the event loop. The writer runs on a virtual
 * thread of its own and waits while {@link #MOST_PIECES} pieces are on their way, so a slow client
 * costs a bounded amount of memory; when nobody reads any more, its next write fails.
 */
final class WrittenBody implements ReadStream<Buffer> {
  private static final Logger LOG = LoggerFactory.getLogger(WrittenBody.class);
  private static final int PIECE_BYTES = 32 * 1024;
  private static final int MOST_PIECES = 8;
  private static final int PATIENCE_SECONDS = 60;

  /** What writes the body. */
  @FunctionalInterface
  interface Writing {
    void to(OutputStream out) throws IOException;
  }

  private final Context context;
  private final Writing writing;
  private final Semaphore room = new Semaphore(MOST_PIECES);
  private volatile boolean abandoned;

  // From here on only on the context.
  private final Deque<Buffer> pieces = new ArrayDeque<>();
  private long demand = Long.MAX_VALUE;
  private boolean started;
  private boolean written;
  private boolean over;
  private @Nullable Throwable failure;
  private @Nullable Handler<Buffer> handler;
  private @Nullable Handler<Void> endHandler;
  private @Nullable Handler<Throwable> exceptionHandler;

  WrittenBody(Vertx vertx, Writing writing) {
    this.context = vertx.getOrCreateContext();
    this.writing = writing;
  }

  @Override
  public WrittenBody handler(@Nullable Handler<Buffer> newHandler) {
    handler = newHandler;
    if (newHandler == null) {
      abandoned = true;
      room.release(MOST_PIECES);
    } else if (!started) {
      started = true;
      Thread.ofVirtual().name("report-writer").start(this::write);
    }
    return this;
  }

  @Override
  public WrittenBody pause() {
    demand = 0;
    return this;
  }

  @Override
  public WrittenBody resume() {
    return fetch(Long.MAX_VALUE);
  }

  @Override
  public WrittenBody fetch(long amount) {
    demand = demand + amount < 0 ? Long.MAX_VALUE : demand + amount;
    context.runOnContext(now -> deliver());
    return this;
  }

  @Override
  public WrittenBody endHandler(@Nullable Handler<Void> newHandler) {
    endHandler = newHandler;
    return this;
  }

  @Override
  public WrittenBody exceptionHandler(@Nullable Handler<Throwable> newHandler) {
    exceptionHandler = newHandler;
    return this;
  }

  private void write() {
    try (Pieces out = new Pieces()) {
      writing.to(out);
      out.flush();
      context.runOnContext(now -> end(null));
    } catch (IOException | RuntimeException e) {
      LOG.warn("A report was not written to its end: {}", e.toString());
      context.runOnContext(now -> end(e));
    }
  }

  private void end(@Nullable Throwable why) {
    written = true;
    failure = why;
    deliver();
  }

  private void deliver() {
    while (handler != null && demand > 0 && !pieces.isEmpty()) {
      if (demand != Long.MAX_VALUE) {
        demand--;
      }
      Buffer piece = pieces.removeFirst();
      room.release();
      handler.handle(piece);
    }
    if (written && pieces.isEmpty() && !over) {
      over = true;
      tellTheEnd();
    }
  }

  private void tellTheEnd() {
    if (failure == null && endHandler != null) {
      endHandler.handle(null);
    }
    if (failure != null && exceptionHandler != null) {
      exceptionHandler.handle(failure);
    }
  }

  /** Gathers bytes into pieces and hands each over when there is room. */
  private final class Pieces extends OutputStream {
    private Buffer piece = Buffer.buffer(PIECE_BYTES);

    @Override
    public void write(int oneByte) throws IOException {
      piece.appendByte((byte) oneByte);
      handOverIfFull();
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      piece.appendBytes(bytes, offset, length);
      handOverIfFull();
    }

    private void handOverIfFull() throws IOException {
      if (piece.length() >= PIECE_BYTES) {
        handOver();
      }
    }

    @Override
    public void flush() throws IOException {
      if (piece.length() > 0) {
        handOver();
      }
    }

    private void handOver() throws IOException {
      try {
        if (!room.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
          throw new IOException(
              "client: has taken nothing for " + PATIENCE_SECONDS + " s (expected: that it reads)");
        }
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new IOException("interrupted", e);
      }
      if (abandoned) {
        throw new IOException("client: gone before the end (expected: that it reads to the end)");
      }
      Buffer full = piece;
      piece = Buffer.buffer(PIECE_BYTES);
      context.runOnContext(
          now -> {
            pieces.add(full);
            deliver();
          });
    }
  }
}
