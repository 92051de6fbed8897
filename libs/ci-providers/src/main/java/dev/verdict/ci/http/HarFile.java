package dev.verdict.ci.http;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The journal as a file that a browser's developer tools open. It is whole after every entry. What
 * was told by those who called may be private, so only the owner reads it.
 */
final class HarFile implements CallJournal {
  private static final Logger log = LoggerFactory.getLogger(HarFile.class);
  private static final long MOST_BYTES = 64L << 20;
  private static final String BEGIN =
      "{\"log\":{\"version\":\"1.2\",\"creator\":{\"name\":\"Verdict\",\"version\":\"1\"},\"entries\":[\n";
  private static final String END = "\n]}}\n";
  private static final Set<PosixFilePermission> OWNER =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<OpenOption> WRITING =
      Set.of(
          StandardOpenOption.WRITE,
          StandardOpenOption.CREATE,
          StandardOpenOption.TRUNCATE_EXISTING);

  private final Vertx vertx;
  private final Path file;
  private Future<Void> kept = Future.succeededFuture();
  private long end = -1;
  private boolean full;

  HarFile(Vertx vertx, Path file) {
    this.vertx = vertx;
    this.file = file;
  }

  @Override
  public void tried(Tried tried) {
    byte[] entry = HarEntry.of(tried).encode().getBytes(StandardCharsets.UTF_8);
    Future<Void> writing =
        vertx
            .<Void>executeBlocking(
                () -> {
                  append(entry);
                  return null;
                })
            .onFailure(failure -> log.warn("{}: not written: {}", file, failure.getMessage()))
            .otherwiseEmpty();
    synchronized (this) {
      kept = Future.join(kept, writing).mapEmpty();
    }
  }

  @Override
  public synchronized Future<Void> kept() {
    return kept;
  }

  /** The end is written over by the next entry and a new end. */
  private synchronized void append(byte[] entry) {
    if (full) {
      return;
    }
    try {
      if (end < 0) {
        end = begun();
      }
      if (end + entry.length > MOST_BYTES) {
        full = true;
        log.warn("{}: {} MiB are written, which is all that it may have", file, MOST_BYTES >> 20);
        return;
      }
      try (SeekableByteChannel channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
        boolean first = end == BEGIN.length();
        channel.position(end);
        write(channel, (first ? "" : ",\n").getBytes(StandardCharsets.UTF_8));
        write(channel, entry);
        end = channel.position();
        write(channel, END.getBytes(StandardCharsets.UTF_8));
      }
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private long begun() throws IOException {
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    try (SeekableByteChannel channel =
        posix
            ? Files.newByteChannel(file, WRITING, PosixFilePermissions.asFileAttribute(OWNER))
            : Files.newByteChannel(file, WRITING)) {
      if (posix) {
        // Also one that was there before.
        Files.setPosixFilePermissions(file, OWNER);
      }
      write(channel, (BEGIN + END).getBytes(StandardCharsets.UTF_8));
    }
    return BEGIN.length();
  }

  private static void write(SeekableByteChannel channel, byte[] bytes) throws IOException {
    ByteBuffer left = ByteBuffer.wrap(bytes);
    while (left.hasRemaining()) {
      channel.write(left);
    }
  }
}
