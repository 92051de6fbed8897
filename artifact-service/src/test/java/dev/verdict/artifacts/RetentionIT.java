package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class RetentionIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;

  private final UUID run = Ids.next();

  @Test
  void theOldestGoesWhenAllIsMoreThanThereMayBe() {
    try (ServiceUnderTest service =
        new ServiceUnderTest(
            POSTGRES.database(),
            KAFKA.bootstrapServers(),
            directory,
            Map.of("artifacts.max_total_size", "1MiB"))) {
      String oldest = upload(service, 1);
      String second = upload(service, 2);
      assertThat(status(service, oldest)).isEqualTo(302);

      String newest = upload(service, 3);
      ServiceUnderTest.await(service.wiring().sweeping().sweep());

      assertThat(status(service, oldest)).isEqualTo(410);
      assertThat(service.get(service.read, "/a/" + oldest).body()).contains("the store was full");
      assertThat(status(service, second)).isEqualTo(302);
      assertThat(status(service, newest)).isEqualTo(302);
    }
  }

  /** Some stand behind more files than are looked at in a pass, in whatever order they come. */
  @Test
  void orphansOnACrowdedShelfAreFound() throws Exception {
    try (ServiceUnderTest service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, Map.of())) {
      Path shelf = Files.createDirectories(directory.resolve("blobs").resolve("00"));
      int crowd = 4_000;
      for (int i = 0; i < crowd; i++) {
        Files.createFile(shelf.resolve("00%062x".formatted(i)));
      }
      ServiceUnderTest.await(
          service
              .database
              .pool()
              .query(
                  "insert into blobs (sha256, size_bytes, encoding, stored_bytes, refs)"
                      + " select '00' || lpad(to_hex(i), 62, '0'), 0, 'identity', 0, 1"
                      + " from generate_series(0, "
                      + (crowd - 1)
                      + ") as i")
              .execute());
      for (int i = 0; i < 20; i++) {
        Files.createFile(shelf.resolve("00%060xff".formatted(1_000 + i * 200)));
      }
      service.clock.advance(Duration.ofHours(2));

      // Twice around: the first time may have begun behind this shelf.
      for (int pass = 0; pass < 66 && count(shelf) > crowd; pass++) {
        ServiceUnderTest.await(service.wiring().sweeping().sweep());
      }

      assertThat(count(shelf)).isEqualTo(crowd);
    }
  }

  private static long count(Path shelf) throws IOException {
    try (var files = Files.list(shelf)) {
      return files.count();
    }
  }

  private String upload(ServiceUnderTest service, int seed) {
    HttpResponse<String> kept =
        service.send(
            service
                .request(
                    service.submit, "/api/v1/artifacts?run_id=" + run + "&name=f" + seed + ".bin")
                .POST(BodyPublishers.ofByteArray(Bytes.noise(450_000, seed))));
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    return Json.tree(Bytes.of(kept.body())).path("id").asText();
  }

  private static int status(ServiceUnderTest service, String id) {
    return service.get(service.read, "/a/" + id).statusCode();
  }
}
