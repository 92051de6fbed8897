package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogNotes;
import dev.verdict.artifacts.domain.LogState;
import dev.verdict.artifacts.domain.Span;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One reader's way through a log.
 *
 * <pre>
 *  look ──bytes beyond my place──▶ read the growing file ──▶ (next)
 *   │ ───sealed────────────────▶ read the artifact to its end
 *   │ ───everything was read───▶ end
 *   └───nothing new────────────▶ wait for a signal, or a while ──▶ look
 * </pre>
 */
public final class FollowedLog implements ByteSource {
  private static final Buffer END = Buffer.buffer();

  private final FollowLog reading;
  private final LogKey key;
  private final boolean follow;
  private final Instant until;
  private long position;
  private Instant heard;
  private boolean finished;
  private boolean noted;
  private volatile boolean closed;
  private volatile @Nullable Promise<Void> waiting;
  private @Nullable ByteSource sealed;

  FollowedLog(FollowLog reading, LogKey key, long offset, boolean follow) {
    this.reading = reading;
    this.key = key;
    this.position = offset;
    this.follow = follow;
    this.heard = reading.clock().instant();
    this.until = heard.plus(reading.rules().followLimit());
  }

  /**
   * Whether the end that was reached is the end of the log, so that there is no need to come again.
   */
  public boolean isFinished() {
    return finished;
  }

  private boolean isOverdue() {
    Instant now = reading.clock().instant();
    return closed || now.isAfter(until) || now.isAfter(heard.plus(reading.rules().followIdle()));
  }

  Future<Void> prepare(LogState log) {
    UUID artifact = log.artifactId();
    finished = log.sealedAt() != null;
    if (log.sealedAt() == null || artifact == null) {
      return Future.succeededFuture();
    }
    return reading
        .artifacts()
        .find(artifact)
        .compose(
            found ->
                found
                    .map(this::openSealed)
                    .orElseGet(
                        () ->
                            Future.failedFuture(
                                new IllegalStateException(
                                    "log " + key + ": its artifact is unknown"))))
        .onSuccess(source -> sealed = source)
        .mapEmpty();
  }

  private Future<ByteSource> openSealed(ArtifactCatalog.Located located) {
    long size = located.artifact().sizeBytes();
    return reading.artifacts().open(located, new Span(Math.min(position, size), size));
  }

  @Override
  public Future<Buffer> next() {
    ByteSource artifact = sealed;
    if (artifact != null) {
      finished = true;
      return artifact.next();
    }
    if (closed || finished) {
      return Future.succeededFuture(END);
    }
    Promise<Void> change = reading.signals().next(key);
    waiting = change;
    return reading
        .ledger()
        .find(key)
        .compose(found -> look(found, change))
        .onFailure(failure -> reading.signals().cancel(key, change));
  }

  private Future<Buffer> look(Optional<LogState> found, Promise<Void> change) {
    if (found.isEmpty()) {
      return orWait(change);
    }
    LogState log = found.get();
    if (log.sealedAt() != null && log.artifactId() != null) {
      reading.signals().cancel(key, change);
      return prepare(log).compose(opened -> next());
    }
    long end = log.covered().end();
    if (position < end) {
      reading.signals().cancel(key, change);
      return read(end);
    }
    if (log.isFinished(reading.rules().limit())) {
      reading.signals().cancel(key, change);
      return Future.succeededFuture(lastWords(log));
    }
    return orWait(change);
  }

  private Future<Buffer> read(long end) {
    return reading
        .files()
        .read(key, position, end)
        .onSuccess(
            bytes -> {
              position += bytes.length();
              heard = reading.clock().instant();
            })
        .recover(
            failure ->
                // It was sealed between our look and our reading; the next look finds the artifact.
                failure instanceof NoSuchFileException && !closed
                    ? orWait(reading.signals().next(key))
                    : Future.failedFuture(failure));
  }

  private Buffer lastWords(LogState log) {
    finished = true;
    byte[] note = LogNotes.atEnd(log, reading.rules().limit());
    boolean first = !noted && log.covered().end() == position && position > 0;
    noted = true;
    return first ? Buffer.buffer(note) : END;
  }

  private Future<Buffer> orWait(Promise<Void> change) {
    if (!follow || isOverdue()) {
      reading.signals().cancel(key, change);
      return Future.succeededFuture(END);
    }
    waiting = change;
    return reading.await(key, change).compose(woken -> next());
  }

  @Override
  public void close() {
    closed = true;
    Promise<Void> change = waiting;
    if (change != null) {
      reading.signals().cancel(key, change);
    }
    ByteSource artifact = sealed;
    if (artifact != null) {
      artifact.close();
    }
  }
}
