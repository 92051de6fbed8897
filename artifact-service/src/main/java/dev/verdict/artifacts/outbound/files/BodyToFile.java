package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.domain.StagedFile;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Lets a body flow into a file. While one piece is written the next may gather, up to a bound;
 * beyond it the sender waits. All methods run on the body's context; only the writing itself is
 * elsewhere.
 */
final class BodyToFile {
  static final int MOST_GATHERED = 512 * 1024;

  /** What a disk writes in the time of some pieces. */
  private static final long FLUSH_AT = 32L << 20;

  private final FileThreads threads;
  private final ReadStream<Buffer> body;
  private final HashedFile file;
  private final long limit;
  private final Promise<StagedFile> done = Promise.promise();
  private List<Buffer> gathered = new ArrayList<>();
  private long waiting;
  private long size;
  private boolean writing;
  private boolean flushing;
  private long flushed;
  private boolean ended;
  private boolean finishing;
  private @Nullable Throwable failure;

  BodyToFile(FileThreads threads, ReadStream<Buffer> body, HashedFile file, long limit) {
    this.threads = threads;
    this.body = body;
    this.file = file;
    this.limit = limit;
  }

  Future<StagedFile> run() {
    body.exceptionHandler(this::fail);
    body.endHandler(
        end -> {
          ended = true;
          proceed();
        });
    body.handler(this::take);
    letCome();
    return done.future();
  }

  /** A body that has ended takes it amiss when it is resumed. */
  private void letCome() {
    if (!ended) {
      body.resume();
    }
  }

  private void take(Buffer piece) {
    if (failure != null) {
      // Somebody has to read it, or the answer will not get through.
      return;
    }
    size += piece.length();
    if (size > limit) {
      fail(new Refusal.TooLarge(limit));
      return;
    }
    gathered.add(piece);
    waiting += piece.length();
    if (writing && waiting >= MOST_GATHERED) {
      body.pause();
    }
    proceed();
  }

  private void fail(Throwable cause) {
    if (failure == null) {
      failure = cause;
    }
    gathered = new ArrayList<>();
    waiting = 0;
    proceed();
  }

  private void proceed() {
    if (writing || finishing) {
      return;
    }
    Throwable cause = failure;
    boolean over = cause != null || (ended && waiting == 0);
    if (over && flushing) {
      return;
    }
    if (cause != null) {
      finishing = true;
      letCome();
      threads
          .call(
              () -> {
                file.abandon();
                return null;
              })
          .onComplete(abandoned -> done.fail(cause));
    } else if (waiting > 0) {
      write();
    } else if (ended) {
      finishing = true;
      threads.call(file::finish).onComplete(done);
    }
  }

  private void write() {
    List<Buffer> pieces = gathered;
    gathered = new ArrayList<>();
    waiting = 0;
    writing = true;
    threads
        .call(
            () -> {
              for (Buffer piece : pieces) {
                byte[] bytes = piece.getBytes();
                file.write(bytes, 0, bytes.length);
              }
              return null;
            })
        .onComplete(
            written -> {
              writing = false;
              if (written.failed()) {
                fail(written.cause());
              } else {
                letCome();
                flush();
                proceed();
              }
            });
  }

  /** Beside the writing: at the end of a large file the disk has little left to do. */
  private void flush() {
    if (flushing || size - flushed < FLUSH_AT) {
      return;
    }
    flushing = true;
    flushed = size;
    threads
        .call(
            () -> {
              file.flush();
              return null;
            })
        .onComplete(
            done -> {
              flushing = false;
              if (done.failed()) {
                fail(done.cause());
              } else {
                proceed();
              }
            });
  }
}
