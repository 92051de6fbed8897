package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What a permalink that streams fetches from the CI system, and what it leaves there. */
class StreamedRangesIT {
  /** What may be on its way when somebody lets go: buffers of two ends and of the system. */
  private static final long A_LITTLE = 64L << 20;

  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static ServiceUnderTest service;
  private static EndlessFile file;
  private static String permalink;

  @BeforeAll
  static void start() {
    file = ServiceUnderTest.await(EndlessFile.start(Vertx.vertx()));
    service =
        new ServiceUnderTest(
            POSTGRES.database(),
            KAFKA.bootstrapServers(),
            directory,
            Map.of(
                "providers.generic.api_url",
                file.url(),
                "providers.generic.token",
                "not-for-anybody"));
    HttpResponse<String> told =
        service.send(
            service
                .request(
                    service.read,
                    "/api/v1/artifacts/urls?detail=true",
                    "Content-Type",
                    "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"run_id\":\"1\",\"provider\":\"generic\",\"names\":[\"big.bin\"]}")));
    JsonNode found = Json.tree(Bytes.of(told.body())).path("big.bin");
    String url = found.path("permalink").asText();
    permalink = url.substring(url.indexOf("/a/"));
  }

  @AfterAll
  static void stop() {
    service.close();
    ServiceUnderTest.await(file.close());
  }

  @Test
  void oneByteOfFiveGigabytesLeavesTheRestWhereItIs() {
    long before = file.sent();

    HttpResponse<String> first = service.get(service.read, permalink, "Range", "bytes=0-0");
    assertThat(first.statusCode()).isEqualTo(206);
    assertThat(first.body()).hasSize(1);
    assertThat(first.headers().firstValue("Content-Range"))
        .hasValue("bytes 0-0/" + EndlessFile.SIZE);
    ServiceUnderTest.await(file.over());

    HttpResponse<String> middle =
        service.get(service.read, permalink, "Range", "bytes=1000000-1099999");
    assertThat(middle.body()).hasSize(100_000);
    ServiceUnderTest.await(file.over());

    assertThat(file.sent() - before).isLessThan(A_LITTLE);
  }

  @Test
  void theEndOfItIsReadToItsEnd() {
    HttpResponse<String> end = service.get(service.read, permalink, "Range", "bytes=-3");

    assertThat(end.statusCode()).isEqualTo(206);
    assertThat(end.body()).hasSize(3);
    ServiceUnderTest.await(file.over());
  }

  @Test
  void whatIsBeyondItsEndIsNotLookedForInIt() {
    long before = file.sent();

    HttpResponse<String> beyond =
        service.get(service.read, permalink, "Range", "bytes=" + EndlessFile.SIZE + "-");

    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("Content-Range"))
        .hasValue("bytes */" + EndlessFile.SIZE);
    ServiceUnderTest.await(file.over());
    assertThat(file.sent() - before).isLessThan(A_LITTLE);
  }

  @Test
  void aClientThatGoesAwayTakesTheDownloadWithIt() throws IOException {
    long before = file.sent();
    try (Socket client = new Socket("127.0.0.1", service.at("").getPort())) {
      client
          .getOutputStream()
          .write(
              Bytes.of(
                  "GET "
                      + permalink
                      + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
                      + service.read
                      + "\r\n\r\n"));
      assertThat(client.getInputStream().readNBytes(100_000)).hasSize(100_000);
    }

    ServiceUnderTest.await(file.over());
    assertThat(file.sent() - before).isLessThan(A_LITTLE);
  }
}
