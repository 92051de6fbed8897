package dev.verdict.artifacts.outbound.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.artifacts.Bytes;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.Bundles;
import dev.verdict.artifacts.usecase.ByteSource;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class S3BundlesTest {
  private static final Duration WEEK = Duration.ofDays(7);

  @TempDir Path staging;
  private final Vertx vertx = Vertx.vertx();

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private StagedFile staged(byte[] content) throws Exception {
    UUID token = UUID.randomUUID();
    Files.write(staging.resolve(token.toString()), content);
    Digest digest = new Digest(Bytes.sha256(content));
    return new StagedFile(
        token, digest, content.length, content.length, Encoding.IDENTITY, new byte[0]);
  }

  private Bundles at(S3Connection s3, Duration later) {
    Clock clock = Clock.offset(Clock.systemUTC(), later);
    return new S3Bundles(s3, token -> staging.resolve(token.toString()), clock);
  }

  private static byte[] read(ByteSource source) throws Exception {
    Buffer all = Buffer.buffer();
    for (Buffer next = await(source.next()); next.length() > 0; next = await(source.next())) {
      all.appendBuffer(next);
    }
    source.close();
    return all.getBytes();
  }

  @Test
  void everyProcessHasThemAndTheUnusedGo() throws Exception {
    try (S3Server server = S3Server.start()) {
      S3Connection one = await(S3Connection.open(vertx, server.address()));
      S3Connection other = await(S3Connection.open(vertx, server.address()));
      byte[] content = Bytes.noise(100_000, 1);
      StagedFile file = staged(content);

      assertThat(await(at(one, Duration.ZERO).use(file.digest()))).isEmpty();
      await(at(one, Duration.ZERO).publish(file));
      await(at(one, Duration.ZERO).publish(file));

      Bundles seen = at(other, Duration.ZERO);
      assertThat(await(seen.use(file.digest()))).hasValue(100_000);
      assertThat(read(await(seen.open(file.digest(), 100_000)))).isEqualTo(content);
      assertThat(await(seen.usage())).isEqualTo(new Bundles.Usage(1, 100_000));

      // A use after eight days is noted: the object is as new as the server's clock says.
      Instant before = Instant.now().plus(Duration.ofDays(8)).minus(WEEK);
      assertThat(await(at(other, Duration.ofDays(8)).use(file.digest()))).hasValue(100_000);
      assertThat(await(seen.expire(Instant.now().minus(WEEK), 10))).isZero();
      assertThat(await(at(one, Duration.ofDays(8)).expire(before, 10))).isOne();
      assertThat(await(seen.use(file.digest()))).isEmpty();
      await(one.close());
      await(other.close());
    } finally {
      await(vertx.close());
    }
  }
}
