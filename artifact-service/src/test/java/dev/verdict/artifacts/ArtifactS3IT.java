package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.artifacts.outbound.s3.S3Server;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The service with its artifacts in a bucket: nobody outside can tell the difference. */
class ArtifactS3IT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static S3Server s3;
  private static ServiceUnderTest service;

  private final UUID run = Ids.next();

  @BeforeAll
  static void start() throws Exception {
    s3 = S3Server.start();
    service =
        new ServiceUnderTest(
            POSTGRES.database(), KAFKA.bootstrapServers(), directory, s3.settings());
  }

  @AfterAll
  static void stop() throws Exception {
    service.close();
    s3.close();
  }

  private JsonNode upload(String name, byte[] content) {
    HttpResponse<String> kept =
        service.send(
            service
                .request(service.submit, "/api/v1/artifacts?run_id=" + run + "&name=" + name)
                .POST(BodyPublishers.ofByteArray(content)));
    assertThat(kept.statusCode()).as(kept.body()).isIn(200, 201);
    return Json.tree(Bytes.of(kept.body()));
  }

  @Test
  void servesWholeFilesPartsAndWhatIsUnchanged() throws Exception {
    byte[] content = Bytes.noise(20 << 20, 5);
    JsonNode artifact = upload("big%20%C3%A4.bin", content);
    String path = "/api/v1/artifacts/" + artifact.path("id").asText() + "/content";
    String etag = "\"" + Bytes.sha256(content) + "\"";

    HttpResponse<byte[]> whole =
        service.send(service.request(service.read, path), BodyHandlers.ofByteArray());
    assertThat(whole.statusCode()).isEqualTo(200);
    assertThat(Bytes.sha256(whole.body())).isEqualTo(Bytes.sha256(content));
    assertThat(whole.headers().firstValue("etag")).contains(etag);
    assertThat(whole.headers().firstValue("content-disposition").orElseThrow())
        .contains("filename*=UTF-8''big%20%C3%A4.bin");
    assertThat(whole.headers().firstValue("content-security-policy")).contains("sandbox");

    HttpResponse<byte[]> part =
        service.send(
            service.request(service.read, path, "Range", "bytes=17000000-17000001"),
            BodyHandlers.ofByteArray());
    assertThat(part.statusCode()).isEqualTo(206);
    assertThat(part.body()).containsExactly(content[17_000_000], content[17_000_001]);
    assertThat(service.get(service.read, path, "If-None-Match", etag).statusCode()).isEqualTo(304);
    assertThat(staged()).isZero();
  }

  @Test
  void theSameBytesAreOneObjectThatGoesWithItsLastArtifact() {
    int before = s3.objects();
    byte[] content = Bytes.noise(10_000, 6);
    upload("a.bin", content);
    upload("b.bin", content);
    assertThat(s3.objects()).isEqualTo(before + 1);

    HttpResponse<String> purged =
        service.send(service.request(service.admin, "/api/v1/artifacts?run_id=" + run).DELETE());
    assertThat(purged.body()).contains("\"purged\":2");
    ServiceUnderTest.await(service.wiring().sweeping().sweep());

    assertThat(s3.objects()).isEqualTo(before);
  }

  @Test
  void anObjectThatNobodyKnowsGoesOnceItIsOld() {
    int before = s3.objects();
    upload("orphan.bin", Bytes.noise(500, 7));
    ServiceUnderTest.await(
        service.database.pool().query("delete from artifacts where name = 'orphan.bin'").execute());
    ServiceUnderTest.await(
        service.database.pool().query("delete from blobs where size_bytes = 500").execute());
    assertThat(s3.objects()).isEqualTo(before + 1);

    service.clock.advance(Duration.ofHours(2));
    for (int pass = 0; pass < 40; pass++) {
      ServiceUnderTest.await(service.wiring().sweeping().sweep());
    }

    assertThat(s3.objects()).isEqualTo(before);
  }

  private static long staged() throws Exception {
    try (var files = Files.list(directory.resolve("staging"))) {
      return files.count();
    }
  }
}
