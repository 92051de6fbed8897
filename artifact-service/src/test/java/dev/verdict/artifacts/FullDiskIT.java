package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class FullDiskIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;

  @Test
  void takesNothingSaysWhyAndStillServes() throws Exception {
    byte[] bundle = Bytes.noise(1000, 1);
    String path = "/api/v1/artifacts/bundles/sha256:" + Bytes.sha256(bundle);
    try (ServiceUnderTest service = service("0")) {
      assertThat(service.put(service.submit, path, BodyPublishers.ofByteArray(bundle)).statusCode())
          .isEqualTo(201);
    }
    try (ServiceUnderTest service = service("1000000GiB")) {
      byte[] more = Bytes.noise(1000, 2);
      HttpResponse<String> refused =
          service.put(
              service.submit,
              "/api/v1/artifacts/bundles/sha256:" + Bytes.sha256(more),
              BodyPublishers.ofByteArray(more));
      HttpResponse<String> upload =
          service.post(service.submit, "/api/v1/artifacts?run_id=" + Ids.next() + "&name=x", "x");

      assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
      assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
      assertThat(refused.body()).contains("nothing was kept");
      assertThat(upload.statusCode()).isEqualTo(507);
      assertThat(service.get("", "/health").statusCode()).isEqualTo(503);
      assertThat(service.get("", "/health").body()).contains("the disk is full");
      assertThat(service.get(service.read, path).statusCode()).isEqualTo(200);
      try (var staged = Files.list(directory.resolve("staging"))) {
        assertThat(staged).isEmpty();
      }
    }
  }

  private static ServiceUnderTest service(String keepFree) {
    return new ServiceUnderTest(
        POSTGRES.database(),
        KAFKA.bootstrapServers(),
        directory,
        Map.of("artifacts.keep_free", keepFree));
  }
}
