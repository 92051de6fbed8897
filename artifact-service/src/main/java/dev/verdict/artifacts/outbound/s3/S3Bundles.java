package dev.verdict.artifacts.outbound.s3;

import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.Bundles;
import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.Function;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * {@link Bundles} in a bucket, so that every process of the service has them all. The time of an
 * object's last change is the time of its last use; it is written anew (by the server, onto itself)
 * only now and then, and what is unused is kept that much longer.
 */
public final class S3Bundles implements Bundles {
  /** A use is not noted again for so long. */
  static final Duration NOTED_FOR = Duration.ofHours(6);

  private final S3Connection s3;
  private final Function<UUID, Path> staged;
  private final Clock clock;

  /**
   * @param staged where the file of a staging token lies on disk
   */
  public S3Bundles(S3Connection s3, Function<UUID, Path> staged, Clock clock) {
    this.s3 = s3;
    this.staged = staged;
    this.clock = clock;
  }

  @Override
  public Future<OptionalLong> use(Digest digest) {
    String key = key(digest);
    return s3.call(
        client -> {
          try {
            HeadObjectResponse head = client.headObject(of -> of.bucket(s3.bucket()).key(key));
            if (head.lastModified().isBefore(clock.instant().minus(NOTED_FOR))) {
              note(client, key);
            }
            return OptionalLong.of(head.contentLength());
          } catch (S3Exception e) {
            if (e.statusCode() == 404) {
              return OptionalLong.empty();
            }
            throw e;
          }
        });
  }

  private void note(S3Client client, String key) {
    client.copyObject(
        onto ->
            onto.sourceBucket(s3.bucket())
                .sourceKey(key)
                .destinationBucket(s3.bucket())
                .destinationKey(key)
                .metadataDirective(MetadataDirective.REPLACE));
  }

  @Override
  public Future<Void> publish(StagedFile file) {
    Path path = staged.apply(file.token());
    String key = key(file.digest());
    return s3.run(client -> new S3Upload(client, s3.bucket(), key, path).send());
  }

  @Override
  public Future<ByteSource> open(Digest digest, long size) {
    return S3Source.open(s3, key(digest), Encoding.IDENTITY, new Span(0, size));
  }

  @Override
  public Future<Integer> expire(Instant unusedSince, int most) {
    Instant limit = unusedSince.minus(NOTED_FOR);
    return s3.call(
        client -> {
          List<S3Object> old =
              all(client).filter(each -> each.lastModified().isBefore(limit)).limit(most).toList();
          int gone = 0;
          for (S3Object each : old) {
            gone += removeUnused(client, each.key(), limit) ? 1 : 0;
          }
          return gone;
        });
  }

  /** It may have been used since it was listed. */
  private boolean removeUnused(S3Client client, String key, Instant limit) {
    Instant used = client.headObject(of -> of.bucket(s3.bucket()).key(key)).lastModified();
    if (!used.isBefore(limit)) {
      return false;
    }
    client.deleteObject(of -> of.bucket(s3.bucket()).key(key));
    return true;
  }

  @Override
  public Future<Usage> usage() {
    return s3.call(
        client -> {
          long[] sum = new long[2];
          all(client)
              .forEach(
                  each -> {
                    sum[0]++;
                    sum[1] += each.size();
                  });
          return new Usage(sum[0], sum[1]);
        });
  }

  private java.util.stream.Stream<S3Object> all(S3Client client) {
    return client
        .listObjectsV2Paginator(of -> of.bucket(s3.bucket()).prefix(s3.key("bundles/")))
        .contents()
        .stream();
  }

  private String key(Digest digest) {
    return s3.key("bundles/" + digest.hex().substring(0, 2) + "/" + digest.hex());
  }
}
