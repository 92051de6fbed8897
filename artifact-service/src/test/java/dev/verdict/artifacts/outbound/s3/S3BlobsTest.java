package dev.verdict.artifacts.outbound.s3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.artifacts.Bytes;
import dev.verdict.artifacts.domain.Digest;
import dev.verdict.artifacts.domain.Encoding;
import dev.verdict.artifacts.domain.Span;
import dev.verdict.artifacts.domain.StagedFile;
import dev.verdict.artifacts.usecase.ByteSource;
import dev.verdict.artifacts.usecase.StoreUnavailable;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.core.sync.RequestBody;

class S3BlobsTest {
  @TempDir Path staging;
  private Vertx vertx;
  private S3Server server;
  private S3Connection s3;
  private S3Blobs blobs;

  @BeforeEach
  void open() throws Exception {
    vertx = Vertx.vertx();
    server = S3Server.start();
    s3 = await(S3Connection.open(vertx, server.address()));
    blobs = blobs(Clock.systemUTC());
  }

  @AfterEach
  void close() throws Exception {
    await(s3.close());
    server.close();
    await(vertx.close());
  }

  private S3Blobs blobs(Clock clock) {
    return new S3Blobs(s3, token -> staging.resolve(token.toString()), clock);
  }

  private static <T> T await(Future<T> future) throws Exception {
    return future.await(60, TimeUnit.SECONDS);
  }

  private StagedFile staged(byte[] content, Encoding encoding) throws IOException {
    UUID token = UUID.randomUUID();
    byte[] stored = encoding == Encoding.GZIP ? gzip(content) : content;
    Files.write(staging.resolve(token.toString()), stored);
    return new StagedFile(
        token,
        new Digest(Bytes.sha256(content)),
        content.length,
        stored.length,
        encoding,
        new byte[0]);
  }

  private static byte[] gzip(byte[] content) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
      gzip.write(content);
    }
    return out.toByteArray();
  }

  private byte[] read(Digest digest, Encoding encoding, long from, long to) throws Exception {
    ByteSource source = await(blobs.open(digest, encoding, new Span(from, to)));
    Buffer all = Buffer.buffer();
    for (Buffer next = await(source.next()); next.length() > 0; next = await(source.next())) {
      all.appendBuffer(next);
    }
    source.close();
    return all.getBytes();
  }

  @Test
  void keepsWhatItIsGivenAndGivesPartsOfIt() throws Exception {
    byte[] content = Bytes.noise(1_000_000, 1);
    StagedFile file = staged(content, Encoding.IDENTITY);

    assertThat(await(blobs.isThere(file.digest(), Encoding.IDENTITY))).isFalse();
    await(blobs.publish(file));

    assertThat(await(blobs.isThere(file.digest(), Encoding.IDENTITY))).isTrue();
    assertThat(read(file.digest(), Encoding.IDENTITY, 0, content.length)).isEqualTo(content);
    assertThat(read(file.digest(), Encoding.IDENTITY, 500_000, 500_003))
        .containsExactly(content[500_000], content[500_001], content[500_002]);
    await(blobs.remove(file.digest()));
    assertThat(server.objects()).isZero();
  }

  @Test
  void aLargeFileGoesInPartsAndComesBackWhole() throws Exception {
    byte[] content = Bytes.noise((int) (2 * S3Upload.PART + 77), 2);
    StagedFile file = staged(content, Encoding.IDENTITY);

    await(blobs.ahead(file));

    assertThat(server.unfinished()).isZero();
    assertThat(Bytes.sha256(read(file.digest(), Encoding.IDENTITY, 0, content.length)))
        .isEqualTo(file.digest().hex());
    int border = (int) S3Upload.PART;
    assertThat(read(file.digest(), Encoding.IDENTITY, border - 1, border + 1))
        .containsExactly(content[border - 1], content[border]);
  }

  @Test
  void anUploadThatBreaksLeavesNothing() throws Exception {
    StagedFile file = staged(Bytes.noise((int) (2 * S3Upload.PART), 3), Encoding.IDENTITY);
    server.breakAtPart(2);

    assertThatThrownBy(() -> await(blobs.publish(file))).isInstanceOf(StoreUnavailable.class);

    assertThat(server.objects()).isZero();
    assertThat(server.unfinished()).isZero();
  }

  @Test
  void whatACrashLeftHalfSentIsTakenBackTheNextDay() throws Exception {
    await(
        s3.run(
            client ->
                client.createMultipartUpload(
                    of -> of.bucket(S3Server.BUCKET).key("verdict/blobs/00/half"))));

    assertThat(await(blobs.sweepUnfinished(10))).isZero();
    S3Blobs tomorrow =
        blobs(Clock.offset(Clock.systemUTC(), S3Blobs.ABANDONED_AFTER.plusMinutes(1)));
    assertThat(await(tomorrow.sweepUnfinished(10))).isEqualTo(1);
    assertThat(server.unfinished()).isZero();
  }

  @Test
  void whatIsCompressedThereIsReadAsItWas() throws Exception {
    byte[] content = "line\n".repeat(100_000).getBytes(java.nio.charset.StandardCharsets.UTF_8);
    StagedFile file = staged(content, Encoding.GZIP);
    await(blobs.publish(file));

    assertThat(read(file.digest(), Encoding.GZIP, 0, content.length)).isEqualTo(content);
    assertThat(read(file.digest(), Encoding.GZIP, 499_995, 500_000)).asString().isEqualTo("line\n");
  }

  @Test
  void shelvesTellWhatHasSettled() throws Exception {
    StagedFile file = staged(Bytes.of("settled"), Encoding.IDENTITY);
    await(blobs.publish(file));
    int shelf = Integer.parseInt(file.digest().hex().substring(0, 2), 16);

    assertThat(await(blobs.onShelf(shelf, null, 10))).isEmpty();
    S3Blobs later = blobs(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));
    assertThat(await(later.onShelf(shelf, null, 10))).containsExactly(file.digest());
  }

  @Test
  void aShelfIsLookedThroughPieceByPiece() throws Exception {
    List<String> all = List.of("00" + "a".repeat(62), "00" + "b".repeat(62), "00" + "c".repeat(62));
    for (String hex : all) {
      await(put("00/" + hex));
    }
    await(put("00/" + all.get(0) + ".gz"));
    await(put("00/00-no-digest"));
    S3Blobs later = blobs(Clock.offset(Clock.systemUTC(), Duration.ofHours(2)));

    List<Digest> first = await(later.onShelf(0, null, 2));
    assertThat(first).extracting(Digest::hex).containsExactly(all.get(0), all.get(1));
    assertThat(await(later.onShelf(0, first.get(0), 1)))
        .extracting(Digest::hex)
        .containsExactly(all.get(1));
    assertThat(await(later.onShelf(0, first.getLast(), 2)))
        .extracting(Digest::hex)
        .containsExactly(all.get(2));
  }

  private Future<Void> put(String name) {
    return s3.run(
        client ->
            client.putObject(
                of -> of.bucket(S3Server.BUCKET).key("verdict/blobs/" + name),
                RequestBody.empty()));
  }

  @Test
  void whatIsNotThereAndAServerThatIsNotThereAreTwoThings() throws Exception {
    Digest none = new Digest(Bytes.sha256(Bytes.of("none")));
    assertThatThrownBy(() -> await(blobs.open(none, Encoding.IDENTITY, new Span(0, 1))))
        .isInstanceOf(NoSuchFileException.class);

    server.close();

    assertThatThrownBy(() -> await(blobs.open(none, Encoding.IDENTITY, new Span(0, 1))))
        .isInstanceOf(StoreUnavailable.class)
        .hasMessageContaining("127.0.0.1");
  }

  @Test
  void aWrongKeyIsToldWhenItOpens() {
    assertThatThrownBy(() -> await(S3Connection.open(vertx, server.address("wrong"))))
        .hasMessageContaining("artifacts.s3.bucket")
        .hasMessageContaining("403")
        .hasMessageNotContaining("wrong,");
  }
}
