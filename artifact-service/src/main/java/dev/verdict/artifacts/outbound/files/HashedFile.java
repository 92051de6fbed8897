package dev.verdict.artifacts.outbound.files;

import dev.verdict.artifacts.domain.ContentType;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.StagedFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/** A file in the making that knows the hash of its content. Used by one thread at a time. */
final class HashedFile implements AutoCloseable {
  /** Less is not worth the trouble of unpacking. */
  static final int WORTH_COMPRESSING = 8 * 1024;

  private final UUID token;
  private final Path path;
  private final FileChannel channel;
  private final MessageDigest sha256;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();

  /** Absent while it is not decided how the bytes are to stand. */
  private @Nullable Encoding encoding;

  private @Nullable OutputStream out;
  private final ByteArrayOutputStream undecided = new ByteArrayOutputStream();
  private long size;

  private HashedFile(UUID token, Path path, @Nullable Encoding encoding) throws IOException {
    this.token = token;
    this.path = path;
    this.sha256 = newSha256();
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    if (encoding != null) {
      decide(encoding);
    }
  }

  static HashedFile create(StoreDirectory store, Encoding encoding) throws IOException {
    UUID token = UUID.randomUUID();
    return new HashedFile(token, store.staged(token), encoding);
  }

  /** Compressed, once it turns out to be a text that is long enough. */
  static HashedFile compact(StoreDirectory store) throws IOException {
    UUID token = UUID.randomUUID();
    return new HashedFile(token, store.staged(token), null);
  }

  /** For tests of what a device answers. */
  static HashedFile at(Path path) throws IOException {
    return new HashedFile(UUID.randomUUID(), path, Encoding.IDENTITY);
  }

  void write(byte[] bytes, int offset, int length) throws IOException {
    sha256.update(bytes, offset, length);
    int missing = ContentType.HEAD_BYTES - head.size();
    if (missing > 0) {
      head.write(bytes, offset, Math.min(missing, length));
    }
    size += length;
    OutputStream decided = out;
    if (decided != null) {
      decided.write(bytes, offset, length);
      return;
    }
    undecided.write(bytes, offset, length);
    if (undecided.size() >= WORTH_COMPRESSING) {
      boolean text = ContentType.isCompressible(head.toByteArray());
      decide(text ? Encoding.GZIP : Encoding.IDENTITY);
    }
  }

  private OutputStream decide(Encoding chosen) throws IOException {
    OutputStream plain = Channels.newOutputStream(channel);
    OutputStream decided = chosen == Encoding.GZIP ? new FastGzip(plain) : plain;
    encoding = chosen;
    out = decided;
    undecided.writeTo(decided);
    undecided.reset();
    return decided;
  }

  /** May run beside {@link #write}; a failure is told only here, and the file is no good then. */
  void flush() throws IOException {
    channel.force(false);
  }

  /** Everything is on disk when this returns. */
  StagedFile finish() throws IOException {
    OutputStream decided = out == null ? decide(Encoding.IDENTITY) : out;
    Encoding chosen = encoding == null ? Encoding.IDENTITY : encoding;
    if (decided instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
    channel.force(true);
    long stored = channel.size();
    channel.close();
    return new StagedFile(
        token, Digest.of(sha256.digest()), size, stored, chosen, head.toByteArray());
  }

  /** Without a trace. */
  void abandon() throws IOException {
    channel.close();
    Files.deleteIfExists(path);
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  private static MessageDigest newSha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
