package dev.verdict.artifacts.outbound.s3;

import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * A part of an object's content. A server may hang up on a reader who takes his time; then it is
 * asked again for the rest.
 */
final class S3Source implements ByteSource {
  private static final int CHUNK = 256 * 1024;
  private static final int MOST_BREAKS = 5;

  private final S3Connection s3;
  private final String key;
  private final Encoding encoding;
  private final long end;
  private long at;
  private int breaks;
  private volatile @Nullable Body body;

  /** What is read from, and what must be given up when nobody wants the rest. */
  private record Body(InputStream plain, ResponseInputStream<GetObjectResponse> raw) {}

  private S3Source(S3Connection s3, String key, Encoding encoding, Span part) {
    this.s3 = s3;
    this.key = key;
    this.encoding = encoding;
    this.at = part.from();
    this.end = part.to();
  }

  static Future<ByteSource> open(S3Connection s3, String key, Encoding encoding, Span part) {
    S3Source source = new S3Source(s3, key, encoding, part);
    return s3.call(
        client -> {
          if (!part.isEmpty()) {
            source.body = source.connect(client);
          } else {
            client.headObject(of -> of.bucket(s3.bucket()).key(key));
          }
          return source;
        });
  }

  private Body connect(S3Client client) throws IOException {
    boolean whole = encoding == Encoding.GZIP;
    ResponseInputStream<GetObjectResponse> raw =
        client.getObject(
            of -> {
              of.bucket(s3.bucket()).key(key);
              if (!whole) {
                of.range("bytes=" + at + "-" + (end - 1));
              }
            });
    try {
      InputStream plain = whole ? new GZIPInputStream(raw, CHUNK) : raw;
      if (whole) {
        plain.skipNBytes(at);
      }
      return new Body(plain, raw);
    } catch (IOException | RuntimeException e) {
      raw.abort();
      throw e;
    }
  }

  @Override
  public Future<Buffer> next() {
    return at == end ? Future.succeededFuture(Buffer.buffer()) : s3.call(this::read);
  }

  private Buffer read(S3Client client) throws IOException {
    while (true) {
      try {
        Body open = body;
        if (open == null) {
          open = connect(client);
          body = open;
        }
        byte[] chunk = open.plain().readNBytes((int) Math.min(CHUNK, end - at));
        if (chunk.length == 0) {
          throw new IOException(key + ": it ended " + (end - at) + " bytes early");
        }
        at += chunk.length;
        return Buffer.buffer(chunk);
      } catch (IOException e) {
        giveUp();
        if (++breaks > MOST_BREAKS) {
          throw e;
        }
      }
    }
  }

  private void giveUp() {
    Body open = body;
    body = null;
    if (open != null) {
      open.raw().abort();
    }
  }

  /** Hangs up rather than reading the rest. */
  @Override
  public void close() {
    if (body != null) {
      s3.run(client -> giveUp());
    }
  }
}
