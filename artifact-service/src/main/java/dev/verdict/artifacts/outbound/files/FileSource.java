package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/**
 * A part of a file's content, chunk by chunk. While one is on its way to the client the next is
 * read.
 */
final class FileSource implements ByteSource {
  static final int CHUNK = 128 * 1024;

  private final FileThreads threads;
  private final InputStream in;
  private long left;
  private @Nullable Future<Buffer> ahead;

  private FileSource(FileThreads threads, InputStream in, long left) {
    this.threads = threads;
    this.in = in;
    this.left = left;
  }

  static Future<ByteSource> open(FileThreads threads, Path file, Encoding encoding, Span part) {
    return threads.call(
        () -> {
          InputStream in = at(part.from(), file, encoding);
          return new FileSource(threads, in, part.length());
        });
  }

  private static InputStream at(long offset, Path file, Encoding encoding) throws IOException {
    FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
    try {
      if (encoding == Encoding.IDENTITY) {
        return Channels.newInputStream(channel.position(offset));
      }
      InputStream plain = new GZIPInputStream(Channels.newInputStream(channel), CHUNK);
      plain.skipNBytes(offset);
      return plain;
    } catch (IOException | RuntimeException e) {
      channel.close();
      throw e;
    }
  }

  @Override
  public Future<Buffer> next() {
    Future<Buffer> wanted = ahead == null ? read() : ahead;
    ahead = null;
    return wanted.onSuccess(
        bytes -> {
          if (bytes.length() > 0) {
            ahead = read();
          }
        });
  }

  private Future<Buffer> read() {
    if (left == 0) {
      return Future.succeededFuture(Buffer.buffer());
    }
    return threads.call(
        () -> {
          byte[] chunk = in.readNBytes((int) Math.min(CHUNK, left));
          if (chunk.length == 0) {
            throw new IOException("the file ended " + left + " bytes early");
          }
          left -= chunk.length;
          return Buffer.buffer(chunk);
        });
  }

  @Override
  public void close() {
    threads.call(
        () -> {
          in.close();
          return null;
        });
  }
}
