package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.Blobs;
import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Future;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@link Blobs} on a local disk. */
public final class LocalBlobs implements Blobs {
  /** A file younger than this may belong to a transaction that is not finished. */
  static final Duration SETTLED_AFTER = Duration.ofHours(1);

  private final StoreDirectory store;
  private final FileThreads threads;
  private final Clock clock;

  public LocalBlobs(StoreDirectory store, FileThreads threads, Clock clock) {
    this.store = store;
    this.threads = threads;
    this.clock = clock;
  }

  /** It lies on the same disk already: a new name is given at once. */
  @Override
  public Future<Void> ahead(StagedFile file) {
    return Future.succeededFuture();
  }

  /** What is unfinished is in staging. */
  @Override
  public Future<Integer> sweepUnfinished(int most) {
    return Future.succeededFuture(0);
  }

  @Override
  public Future<Void> publish(StagedFile file) {
    return threads.call(
        () -> {
          StoreDirectory.publish(
              store.staged(file.token()), store.blob(file.digest(), file.encoding()));
          return null;
        });
  }

  @Override
  public Future<Boolean> isThere(Digest digest, Encoding encoding) {
    return threads.call(() -> Files.isRegularFile(store.blob(digest, encoding)));
  }

  @Override
  public Future<ByteSource> open(Digest digest, Encoding encoding, Span part) {
    return FileSource.open(threads, store.blob(digest, encoding), encoding, part);
  }

  @Override
  public Future<Optional<Path>> plainFile(Digest digest, Encoding encoding) {
    Path file = store.blob(digest, encoding);
    return encoding == Encoding.IDENTITY
        ? threads.call(() -> Optional.of(file).filter(Files::isRegularFile))
        : Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Void> remove(Digest digest) {
    return threads.call(
        () -> {
          for (Encoding encoding : Encoding.values()) {
            Files.deleteIfExists(store.blob(digest, encoding));
          }
          return null;
        });
  }

  @Override
  public Future<List<Digest>> onShelf(int shelf, @Nullable Digest after, int most) {
    return threads.call(
        () ->
            Listing.inOrder(
                store.blobShelf(shelf),
                clock.instant().minus(SETTLED_AFTER),
                name ->
                    Digest.parse("sha256:" + Encoding.bare(name))
                        .filter(found -> after == null || isBehind(found, after)),
                Comparator.comparing(Digest::hex),
                most));
  }

  private static boolean isBehind(Digest digest, Digest other) {
    return digest.hex().compareTo(other.hex()) > 0;
  }
}
