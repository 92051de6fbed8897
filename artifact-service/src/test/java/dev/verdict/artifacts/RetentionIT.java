package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
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
