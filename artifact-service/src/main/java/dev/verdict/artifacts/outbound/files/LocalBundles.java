package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.Bundles;
import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.OptionalLong;

/**
 * {@link Bundles} on a local disk. The time of a file's last change is the time of its last use: no
 * table can disagree with it.
 */
public final class LocalBundles implements Bundles {
  private final StoreDirectory store;
  private final FileThreads threads;
  private final Clock clock;

  /**
   * A use and a removal of a bundle never overlap: what was said to be there is there for the whole
   * retention.
   */
  private final Object gate = new Object();

  public LocalBundles(StoreDirectory store, FileThreads threads, Clock clock) {
    this.store = store;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public Future<OptionalLong> use(Digest digest) {
    return threads.call(
        () -> {
          Path file = store.bundle(digest);
          synchronized (gate) {
            try {
              Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
              return OptionalLong.of(Files.size(file));
            } catch (NoSuchFileException e) {
              return OptionalLong.empty();
            }
          }
        });
  }

  @Override
  public Future<Void> publish(StagedFile file) {
    return threads.call(
        () -> {
          Path staged = store.staged(file.token());
          Files.setLastModifiedTime(staged, FileTime.from(clock.instant()));
          StoreDirectory.publish(staged, store.bundle(file.digest()));
          return null;
        });
  }

  @Override
  public Future<ByteSource> open(Digest digest, long size) {
    return FileSource.open(threads, store.bundle(digest), Encoding.IDENTITY, new Span(0, size));
  }

  @Override
  public Future<Integer> expire(Instant unusedSince, int most) {
    return threads.call(
        () -> {
          int gone = 0;
          try (DirectoryStream<Path> shelves = Files.newDirectoryStream(store.bundles())) {
            for (Path shelf : shelves) {
              for (Path old : Listing.olderThan(shelf, unusedSince, most - gone)) {
                gone += removeUnused(old, unusedSince) ? 1 : 0;
              }
            }
          }
          return gone;
        });
  }

  private boolean removeUnused(Path file, Instant unusedSince) throws IOException {
    synchronized (gate) {
      boolean unused = Files.getLastModifiedTime(file).toInstant().isBefore(unusedSince);
      return unused && Files.deleteIfExists(file);
    }
  }

  @Override
  public Future<Usage> usage() {
    return threads.call(
        () -> {
          long files = 0;
          long bytes = 0;
          try (var all = Files.walk(store.bundles(), 2)) {
            for (Path file : (Iterable<Path>) all.filter(Files::isRegularFile)::iterator) {
              files++;
              bytes += sizeOf(file);
            }
          }
          return new Usage(files, bytes);
        });
  }

  private static long sizeOf(Path file) throws IOException {
    try {
      return Files.size(file);
    } catch (NoSuchFileException e) {
      return 0;
    }
  }
}
