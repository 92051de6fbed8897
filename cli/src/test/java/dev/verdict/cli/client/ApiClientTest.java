package dev.verdict.cli.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.WrongUsage;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ApiClientTest {
  private static final Duration MOMENT = Duration.ofMillis(100);
  private static final Patience SHORT =
      new Patience(MOMENT, Duration.ofSeconds(10), Duration.ofSeconds(10), Duration.ofMillis(1));
  private static final Patience NONE =
      new Patience(MOMENT, Duration.ZERO, Duration.ZERO, Duration.ofMillis(1));

  @TempDir private Path directory;

  private static ApiClient client(FakeService service, Patience patience) {
    return new ApiClient(service.url(), "key", new Calls(patience), Duration.ofSeconds(20));
  }

  @Test
  void aBodyThatStopsInTheMiddleIsNotWaitedForForEver() throws IOException {
    try (FakeService service = new FakeService(FakeService.says(200, "{}"))) {
      service.thenFallsSilentAfter("{");
      assertThatThrownBy(() -> client(service, NONE).get("/api", JsonNode.class))
          .isInstanceOf(Unreachable.class)
          .hasMessageContaining("nothing came for 0.1 s");
    }
  }

  @Test
  void aCallIsOverWhenTheTimeOfTheCallerIs() throws IOException {
    try (FakeService service = new FakeService(FakeService.says(200, "{}"))) {
      service.thenFallsSilentAfter("{");
      long start = System.nanoTime();
      assertThatThrownBy(
              () -> new ApiClient(service.url(), null).within(MOMENT).get("/api", JsonNode.class))
          .isInstanceOf(Unreachable.class);
      assertThat(TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start)).isLessThan(20);
    }
  }

  @Test
  void aReaderIsAskedAgainWhileTheServiceStarts() throws IOException {
    try (FakeService service =
        new FakeService(
            FakeService.says(503, "starting"),
            exchange -> exchange.close(),
            FakeService.says(200, "{\"a\":1}"))) {
      assertThat(client(service, SHORT).get("/api", JsonNode.class).path("a").asInt()).isEqualTo(1);
      assertThat(service.asked()).hasSize(3);
    }
  }

  @Test
  void whatMakesSomethingNewIsSentAgainUnderTheSameKey() throws IOException {
    try (FakeService service =
        new FakeService(FakeService.says(503, "starting"), FakeService.says(201, "{}"))) {
      ApiClient client = client(service, SHORT);
      client.post("/api", Map.of(), JsonNode.class);
      client.post("/api", Map.of(), JsonNode.class);
      assertThat(service.asked()).hasSize(3);
      assertThat(service.asked().get(0)).isEqualTo(service.asked().get(1));
      assertThat(service.asked().get(2)).isNotEqualTo(service.asked().get(1));
      assertThat(UUID.fromString(service.asked().get(0).idempotencyKey())).isNotNull();
    }
  }

  @Test
  void whatRemovesIsSentOnce() throws IOException {
    try (FakeService service = new FakeService(FakeService.says(503, "starting"))) {
      assertThatThrownBy(() -> client(service, SHORT).delete("/api", JsonNode.class))
          .isInstanceOf(ApiProblem.class);
      assertThat(service.asked()).hasSize(1);
    }
  }

  @Test
  void whatStandsBeforeThePathsOfTheServiceStaysThere() throws IOException {
    try (FakeService service = new FakeService(FakeService.says(200, "{}"))) {
      URI prefixed = URI.create(service.url() + "/verdict/");
      new ApiClient(prefixed, null).get("/api/v1/runs", JsonNode.class);
      assertThat(service.asked().getFirst().path()).isEqualTo("/verdict/api/v1/runs");
    }
  }

  @Test
  void whatIsNoAddressIsSaidBeforeAnybodyIsCalled() {
    for (String wrong :
        new String[] {"localhost:8080", "ftp://h", "http:///x", "http://h?a", "a b"}) {
      assertThatThrownBy(() -> ServiceUrl.of(wrong))
          .as(wrong)
          .isInstanceOf(WrongUsage.class)
          .hasMessageContaining("expected: an http or https URL");
    }
  }

  @Test
  void wordsOfAServerCannotMoveTheCursor() throws IOException {
    try (FakeService service = new FakeService(FakeService.says(400, "\u001b[2Jgone\u0007"))) {
      assertThatThrownBy(() -> client(service, SHORT).get("/api", JsonNode.class))
          .hasMessageContaining("gone")
          .hasMessageNotContaining("\u001b");
    }
  }

  @Test
  void aDownloadKeepsALinkAndWritesWhatItNames() throws IOException {
    Path named = Files.writeString(directory.resolve("named"), "old");
    Path link = Files.createSymbolicLink(directory.resolve("link"), Path.of("named"));
    try (FakeService service = new FakeService(FakeService.says(200, "new"))) {
      client(service, SHORT).download("/file", link);
      assertThat(Files.isSymbolicLink(link)).isTrue();
      assertThat(named).hasContent("new");
      assertThatThrownBy(() -> client(service, SHORT).download("/file", directory))
          .isInstanceOf(WrongUsage.class);
    }
    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("named", "link");
  }

  @Test
  void aDeviceTakesADownloadAndStaysADevice() throws IOException {
    Path nothing = Path.of("/dev/null");
    try (FakeService service = new FakeService(FakeService.says(200, "new"))) {
      client(service, SHORT).download("/file", nothing);
    }
    assertThat(Files.isRegularFile(nothing)).isFalse();
  }
}
