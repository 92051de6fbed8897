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

/** A file in the making that knows the hash of its content. Used by one thread at a time. */
final class HashedFile implements AutoCloseable {
  private static final int BUFFER = 64 * 1024;

  private final UUID token;
  private final Path path;
  private final Encoding encoding;
  private final FileChannel channel;
  private final OutputStream out;
  private final MessageDigest sha256;
  private final ByteArrayOutputStream head = new ByteArrayOutputStream();
  private long size;

  private HashedFile(UUID token, Path path, Encoding encoding) throws IOException {
    this.token = token;
    this.path = path;
    this.encoding = encoding;
    this.sha256 = newSha256();
    this.channel = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    OutputStream plain = Channels.newOutputStream(channel);
    this.out = encoding == Encoding.GZIP ? new GZIPOutputStream(plain, BUFFER) : plain;
  }

  static HashedFile create(StoreDirectory store, Encoding encoding) throws IOException {
    UUID token = UUID.randomUUID();
    return new HashedFile(token, store.staged(token), encoding);
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
    out.write(bytes, offset, length);
    size += length;
  }

  /** Everything is on disk when this returns. */
  StagedFile finish() throws IOException {
    if (out instanceof GZIPOutputStream gzip) {
      gzip.finish();
    }
    channel.force(true);
    long stored = channel.size();
    channel.close();
    return new StagedFile(
        token, Digest.of(sha256.digest()), size, stored, encoding, head.toByteArray());
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
