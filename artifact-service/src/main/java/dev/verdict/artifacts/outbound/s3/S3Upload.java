package dev.verdict.artifacts.outbound.s3;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Sends a file from disk. A large one goes in parts, each read from the file while it is sent and
 * read again when it has to be sent again, so that memory does not grow with the file. When a part
 * cannot be sent the whole is taken back.
 */
final class S3Upload {
  /** S3 takes 10,000 parts; 16 MiB each are 156 GiB. */
  static final long PART = 16L << 20;

  private static final int MOST_PARTS = 10_000;
  private static final int BUFFER = 128 * 1024;
  private static final String BINARY = "application/octet-stream";

  private final S3Client client;
  private final String bucket;
  private final String key;
  private final Path file;

  S3Upload(S3Client client, String bucket, String key, Path file) {
    this.client = client;
    this.bucket = bucket;
    this.key = key;
    this.file = file;
  }

  void send() throws IOException {
    long size = Files.size(file);
    if (size <= PART) {
      client.putObject(to -> to.bucket(bucket).key(key).contentType(BINARY), slice(0, size));
    } else {
      sendInParts(size);
    }
  }

  private void sendInParts(long size) throws IOException {
    long part = Math.max(PART, -Math.floorDiv(-size, MOST_PARTS));
    String upload =
        client
            .createMultipartUpload(to -> to.bucket(bucket).key(key).contentType(BINARY))
            .uploadId();
    try {
      List<CompletedPart> sent = new ArrayList<>();
      for (long at = 0; at < size; at += part) {
        sent.add(sendPart(upload, sent.size() + 1, at, Math.min(part, size - at)));
      }
      client.completeMultipartUpload(
          of ->
              of.bucket(bucket).key(key).uploadId(upload).multipartUpload(all -> all.parts(sent)));
    } catch (RuntimeException e) {
      takeBack(upload, e);
      throw e;
    }
  }

  private CompletedPart sendPart(String upload, int number, long at, long length) {
    String etag =
        client
            .uploadPart(
                of -> of.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                slice(at, length))
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(etag).build();
  }

  /** When even that fails, the sweeper finds it later. */
  private void takeBack(String upload, RuntimeException why) {
    try {
      client.abortMultipartUpload(of -> of.bucket(bucket).key(key).uploadId(upload));
    } catch (SdkException e) {
      why.addSuppressed(e);
    }
  }

  private RequestBody slice(long at, long length) {
    ContentStreamProvider again =
        ContentStreamProvider.fromInputStreamSupplier(() -> open(at, length));
    return RequestBody.fromContentProvider(again, length, BINARY);
  }

  private InputStream open(long at, long length) {
    try {
      FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
      channel.position(at);
      return new BufferedInputStream(
          new FirstBytes(Channels.newInputStream(channel), length), BUFFER);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(file.toString(), e);
    }
  }
}
