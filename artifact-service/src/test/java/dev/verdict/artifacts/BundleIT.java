package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class BundleIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() {
    service =
        new ServiceUnderTest(
                POSTGRES.database(),
                KAFKA.bootstrapServers(),
                directory,
                Map.of("artifacts.max_bundle_size", "1MiB"))
            .overHttp2();
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private static String path(byte[] content) {
    return "/api/v1/artifacts/bundles/sha256:" + Bytes.sha256(content);
  }

  @Test
  void keepsABundleForWorkersToFetch() {
    byte[] bundle = Bytes.noise(300_000, 1);
    String worker = service.worker(UUID.randomUUID());

    assertThat(head(worker, path(bundle)).statusCode()).isEqualTo(404);
    assertThat(put(service.submit, bundle).statusCode()).isEqualTo(201);
    assertThat(head(worker, path(bundle)).statusCode()).isEqualTo(200);
    assertThat(head(worker, path(bundle)).headers().firstValue("content-length"))
        .contains("300000");

    HttpResponse<byte[]> fetched =
        service.send(service.request(worker, path(bundle)).GET(), BodyHandlers.ofByteArray());
    assertThat(fetched.statusCode()).isEqualTo(200);
    assertThat(fetched.body()).isEqualTo(bundle);
  }

  @Test
  void aSecondUploadFindsItThere() {
    byte[] bundle = Bytes.noise(100_000, 2);

    assertThat(put(service.submit, bundle).statusCode()).isEqualTo(201);
    HttpResponse<String> again = put(service.submit, bundle);

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(again.body()).contains("\"size_bytes\":100000");
  }

  @Test
  void otherBytesThanPromisedAreNotKept() throws Exception {
    byte[] promised = Bytes.noise(50_000, 3);
    byte[] sent = Bytes.noise(50_000, 4);

    HttpResponse<String> refused =
        service.put(service.submit, path(promised), BodyPublishers.ofByteArray(sent));

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
    assertThat(refused.body()).contains("path.digest").contains(Bytes.sha256(sent));
    assertThat(head(service.read, path(promised)).statusCode()).isEqualTo(404);
    assertThat(head(service.read, path(sent)).statusCode()).isEqualTo(404);
    assertThat(staged()).isEmpty();
  }

  @Test
  void manyAtOnceBringTheSame() {
    byte[] bundle = Bytes.noise(900_000, 5);

    List<CompletableFuture<HttpResponse<String>>> uploads =
        IntStream.range(0, 8)
            .mapToObj(
                i ->
                    service
                        .http()
                        .sendAsync(
                            service
                                .request(service.submit, path(bundle))
                                .PUT(BodyPublishers.ofByteArray(bundle))
                                .build(),
                            BodyHandlers.ofString()))
            .toList();

    assertThat(uploads.stream().map(CompletableFuture::join).map(HttpResponse::statusCode))
        .allMatch(status -> status == 200 || status == 201)
        .contains(201);
    HttpResponse<byte[]> fetched =
        service.send(service.request(service.read, path(bundle)).GET(), BodyHandlers.ofByteArray());
    assertThat(fetched.body()).isEqualTo(bundle);
  }

  @Test
  void tooMuchIsRefusedWhetherAnnouncedOrNot() throws Exception {
    byte[] large = Bytes.noise((1 << 20) + 1, 6);

    assertThat(put(service.submit, large).statusCode()).isEqualTo(413);
    HttpResponse<String> unannounced =
        service.put(
            service.submit,
            path(large),
            BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));

    assertThat(unannounced.statusCode()).isEqualTo(413);
    assertThat(unannounced.body()).contains("1048576");
    assertThat(head(service.read, path(large)).statusCode()).isEqualTo(404);
    assertThat(staged()).isEmpty();
  }

  @Test
  void onlyWhoMayDoes() {
    byte[] bundle = Bytes.noise(10, 7);
    String worker = service.worker(UUID.randomUUID());

    assertThat(put("", bundle).statusCode()).isEqualTo(401);
    assertThat(put("vk_wrong", bundle).statusCode()).isEqualTo(401);
    assertThat(put(service.read, bundle).statusCode()).isEqualTo(403);
    assertThat(put(service.enroll, bundle).statusCode()).isEqualTo(403);
    assertThat(put(worker, bundle).statusCode()).isEqualTo(403);
    assertThat(head("", path(bundle)).statusCode()).isEqualTo(401);
    assertThat(head(service.enroll, path(bundle)).statusCode()).isEqualTo(403);
    assertThat(head(service.submit, path(bundle)).statusCode()).isEqualTo(404);
    assertThat(head(worker, path(bundle)).statusCode()).isEqualTo(404);
  }

  @Test
  void aNameThatIsNoDigestNeverBecomesAPath() {
    for (String digest : List.of("sha256:..%2F..%2Fetc", "md5:00", "sha256:" + "A".repeat(64))) {
      HttpResponse<String> refused =
          service.get(service.read, "/api/v1/artifacts/bundles/" + digest);
      assertThat(refused.statusCode()).as(digest).isEqualTo(400);
    }
  }

  @Test
  void theUnusedGoAndTheUsedStay() {
    byte[] used = Bytes.noise(20, 8);
    byte[] unused = Bytes.noise(20, 9);
    put(service.submit, used);
    put(service.submit, unused);

    service.clock.advance(Duration.ofDays(6));
    assertThat(head(service.read, path(used)).statusCode()).isEqualTo(200);
    service.clock.advance(Duration.ofDays(2));
    ServiceUnderTest.await(service.wiring().sweeping().sweep());

    assertThat(head(service.read, path(used)).statusCode()).isEqualTo(200);
    assertThat(head(service.read, path(unused)).statusCode()).isEqualTo(404);
  }

  private static HttpResponse<String> put(String key, byte[] content) {
    return service.put(key, path(content), BodyPublishers.ofByteArray(content));
  }

  private static HttpResponse<Void> head(String key, String path) {
    return service.send(service.request(key, path).HEAD(), BodyHandlers.discarding());
  }

  private static List<Path> staged() throws Exception {
    try (var files = Files.list(directory.resolve("staging"))) {
      return files.toList();
    }
  }
}
