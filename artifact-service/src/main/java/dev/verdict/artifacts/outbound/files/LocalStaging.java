package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Refusal;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.Staging;
import dev.verdict.plugin.ci.ArtifactSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;

/** {@link Staging} in a directory. */
public final class LocalStaging implements Staging {
  /** Nobody writes to a file for so long without a byte: the writer is dead. */
  static final Duration ABANDONED_AFTER = Duration.ofHours(1);

  private final StoreDirectory store;
  private final FileThreads threads;
  private final Clock clock;

  public LocalStaging(StoreDirectory store, FileThreads threads, Clock clock) {
    this.store = store;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public Future<StagedFile> receive(
      ReadStream<Buffer> body, OptionalLong announced, long limit, Form form) {
    if (announced.orElse(0) > limit) {
      return Future.failedFuture(new Refusal.TooLarge(limit));
    }
    body.pause();
    return threads
        .call(
            () -> {
              store.requireRoomFor(Math.max(announced.orElse(0), 1));
              return form == Form.COMPACT
                  ? HashedFile.compact(store)
                  : HashedFile.create(store, Encoding.IDENTITY);
            })
        .compose(file -> new BodyToFile(threads, body, file, limit).run());
  }

  @Override
  public <T> Future<T> read(StagedFile file, Function<byte[], T> reading) {
    return threads.call(
        () -> {
          Path path = store.staged(file.token());
          try (InputStream in = Files.newInputStream(path)) {
            InputStream plain = file.encoding() == Encoding.GZIP ? new GZIPInputStream(in) : in;
            return reading.apply(plain.readAllBytes());
          }
        });
  }

  @Override
  public Future<ArtifactSource> source(StagedFile file) {
    return threads.source(store.staged(file.token()));
  }

  @Override
  public Future<Void> discard(StagedFile file) {
    return threads.call(
        () -> {
          Files.deleteIfExists(store.staged(file.token()));
          return null;
        });
  }

  @Override
  public Future<Integer> sweep(int most) {
    return threads.call(
        () -> {
          int gone = 0;
          for (var old :
              Listing.olderThan(store.staging(), clock.instant().minus(ABANDONED_AFTER), most)) {
            gone += Files.deleteIfExists(old) ? 1 : 0;
          }
          return gone;
        });
  }

  @Override
  public Future<Long> room() {
    return threads.call(store::room);
  }
}
