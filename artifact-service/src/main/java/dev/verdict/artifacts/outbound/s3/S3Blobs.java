package dev.verdict.artifacts.outbound.s3;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.Blobs;
import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * {@link Blobs} in a bucket, under the same names as on disk: {@code blobs/ab/<sha256>[.gz]}. An
 * object appears whole or not at all, and is never changed.
 */
public final class S3Blobs implements Blobs {
  /** An object younger than this may belong to a transaction that is not finished. */
  static final Duration SETTLED_AFTER = Duration.ofHours(1);

  /** No upload of ours takes so long: whoever began it is dead. */
  static final Duration ABANDONED_AFTER = Duration.ofHours(24);

  private final S3Connection s3;
  private final Function<UUID, Path> staged;
  private final Clock clock;

  /**
   * @param staged where the file of a staging token lies on disk
   */
  public S3Blobs(S3Connection s3, Function<UUID, Path> staged, Clock clock) {
    this.s3 = s3;
    this.staged = staged;
    this.clock = clock;
  }

  /** Minutes may pass here, and no transaction waits for them. */
  @Override
  public Future<Void> ahead(StagedFile file) {
    return isThere(file.digest(), file.encoding())
        .compose(there -> there ? Future.succeededFuture() : publish(file));
  }

  @Override
  public Future<Void> publish(StagedFile file) {
    Path path = staged.apply(file.token());
    String key = key(file.digest(), file.encoding());
    return s3.run(client -> new S3Upload(client, s3.bucket(), key, path).send());
  }

  @Override
  public Future<Boolean> isThere(Digest digest, Encoding encoding) {
    return s3.call(client -> isThere(client, key(digest, encoding)));
  }

  private boolean isThere(S3Client client, String key) {
    try {
      client.headObject(request -> request.bucket(s3.bucket()).key(key));
      return true;
    } catch (NoSuchKeyException e) {
      return false;
    } catch (S3Exception e) {
      if (e.statusCode() == 404) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public Future<ByteSource> open(Digest digest, Encoding encoding, Span part) {
    return S3Source.open(s3, key(digest, encoding), encoding, part);
  }

  @Override
  public Future<Optional<Path>> plainFile(Digest digest, Encoding encoding) {
    return Future.succeededFuture(Optional.empty());
  }

  @Override
  public Future<Void> remove(Digest digest) {
    return s3.run(
        client -> {
          for (Encoding encoding : Encoding.values()) {
            client.deleteObject(of -> of.bucket(s3.bucket()).key(key(digest, encoding)));
          }
        });
  }

  @Override
  public Future<List<Digest>> onShelf(int shelf, @Nullable Digest after, int most) {
    Instant settled = clock.instant().minus(SETTLED_AFTER);
    String prefix = s3.key("blobs/" + String.format("%02x", shelf) + "/");
    return s3.call(
        client ->
            client
                .listObjectsV2Paginator(
                    of -> of.bucket(s3.bucket()).prefix(prefix).startAfter(behind(prefix, after)))
                .contents()
                .stream()
                .filter(object -> object.lastModified().isBefore(settled))
                .flatMap(object -> digestOf(object.key().substring(prefix.length())).stream())
                .distinct()
                .limit(most)
                .toList());
  }

  @Override
  public Future<Integer> sweepUnfinished(int most) {
    Instant dead = clock.instant().minus(ABANDONED_AFTER);
    return s3.call(
        client -> {
          List<MultipartUpload> old =
              client
                  .listMultipartUploadsPaginator(
                      of -> of.bucket(s3.bucket()).prefix(s3.key("blobs/")))
                  .uploads()
                  .stream()
                  .filter(upload -> upload.initiated().isBefore(dead))
                  .limit(most)
                  .toList();
          for (MultipartUpload upload : old) {
            client.abortMultipartUpload(
                of -> of.bucket(s3.bucket()).key(upload.key()).uploadId(upload.uploadId()));
          }
          return old.size();
        });
  }

  /** Behind all objects of a content, however they are encoded; null for the beginning. */
  private static @Nullable String behind(String prefix, @Nullable Digest digest) {
    return digest == null ? null : prefix + digest.hex() + "~";
  }

  private String key(Digest digest, Encoding encoding) {
    String hex = digest.hex();
    return s3.key("blobs/" + hex.substring(0, 2) + "/" + hex + encoding.suffix());
  }

  private static Optional<Digest> digestOf(String name) {
    return Digest.parse("sha256:" + Encoding.bare(name));
  }
}
