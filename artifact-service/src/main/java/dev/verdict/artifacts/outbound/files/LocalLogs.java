package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.LogGrowth;
import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogNotes;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.LogFiles;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link LogFiles} on a local disk: one plain file per log, every byte at its offset. */
public final class LocalLogs implements LogFiles {
  static final int CHUNK = 64 * 1024;
  private static final Duration RESTING_AFTER = Duration.ofHours(1);

  private final StoreDirectory store;
  private final FileThreads threads;
  private final Clock clock;

  public LocalLogs(StoreDirectory store, FileThreads threads, Clock clock) {
    this.store = store;
    this.threads = threads;
    this.clock = clock;
  }

  @Override
  public Future<Void> write(LogKey key, List<LogGrowth.Write> writes, List<Span> holes) {
    return threads.call(
        () -> {
          Path path = store.log(key);
          boolean isNew = !Files.exists(path);
          try (FileChannel file =
              FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            for (Span hole : holes) {
              fill(file, hole);
            }
            for (LogGrowth.Write write : writes) {
              put(file, write.offset(), ByteBuffer.wrap(write.bytes()));
            }
            file.force(false);
          }
          if (isNew) {
            StoreDirectory.syncDirectory(store.logs());
          }
          return null;
        });
  }

  private static void fill(FileChannel file, Span hole) throws IOException {
    for (long at = 0; at < hole.length(); at += CHUNK) {
      int length = (int) Math.min(CHUNK, hole.length() - at);
      put(file, hole.from() + at, ByteBuffer.wrap(LogNotes.inHole(hole.length(), at, length)));
    }
  }

  private static void put(FileChannel file, long offset, ByteBuffer bytes) throws IOException {
    long at = offset;
    while (bytes.hasRemaining()) {
      at += file.write(bytes, at);
    }
  }

  @Override
  public Future<Buffer> read(LogKey key, long offset, long end) {
    return threads.call(
        () -> {
          try (FileChannel file = FileChannel.open(store.log(key), StandardOpenOption.READ)) {
            return Buffer.buffer(get(file, offset, (int) Math.min(CHUNK, end - offset)));
          }
        });
  }

  private static byte[] get(FileChannel file, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, offset + bytes.position()) < 0) {
        throw new IOException("the log's file ended early: at " + (offset + bytes.position()));
      }
    }
    return bytes.array();
  }

  @Override
  public Future<StagedFile> stage(LogKey key, long length, byte[] after, boolean compress) {
    return threads.call(
        () -> {
          HashedFile staged =
              HashedFile.create(store, compress ? Encoding.GZIP : Encoding.IDENTITY);
          try (FileChannel file = FileChannel.open(store.log(key), StandardOpenOption.READ)) {
            for (long at = 0; at < length; at += CHUNK) {
              byte[] chunk = get(file, at, (int) Math.min(CHUNK, length - at));
              staged.write(chunk, 0, chunk.length);
            }
            staged.write(after, 0, after.length);
            return staged.finish();
          } catch (IOException | RuntimeException e) {
            staged.abandon();
            throw e;
          }
        });
  }

  @Override
  public Future<Void> remove(LogKey key) {
    return threads.call(
        () -> {
          Files.deleteIfExists(store.log(key));
          return null;
        });
  }

  @Override
  public Future<List<LogKey>> resting(int most) {
    return threads.call(
        () ->
            Listing.olderThan(store.logs(), clock.instant().minus(RESTING_AFTER), most).stream()
                .flatMap(file -> keyOf(file).stream())
                .toList());
  }

  private static Optional<LogKey> keyOf(Path file) {
    String name = String.valueOf(file.getFileName());
    int dot = name.indexOf('.');
    try {
      return dot < 0
          ? Optional.empty()
          : Optional.of(
              new LogKey(
                  UUID.fromString(name.substring(0, dot)),
                  Integer.parseInt(name.substring(dot + 1))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
