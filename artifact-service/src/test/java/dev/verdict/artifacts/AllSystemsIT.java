package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.ci.CiProviders;
import dev.verdict.ci.RecordedSystem;
import dev.verdict.contract.Json;
import dev.verdict.plugin.ci.CiProviderFactory;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.ci.RecordedApi;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each CI system that we know, from the request for addresses to its recorded API and back. */
class AllSystemsIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static final Map<String, RecordedSystem> SYSTEMS = new HashMap<>();
  private static final Map<String, RecordedApi> APIS = new HashMap<>();
  private static ServiceUnderTest service;

  @BeforeAll
  static void start() throws Exception {
    Vertx vertx = Vertx.vertx();
    Map<String, String> settings = new HashMap<>();
    Clock then = Clock.fixed(RecordedSystem.MADE, java.time.ZoneOffset.UTC);
    for (String name : RecordedSystem.names()) {
      RecordedApi api = ServiceUnderTest.await(RecordedApi.start(vertx, then));
      Path files = Files.createDirectories(directory.resolve("of-" + name));
      RecordedSystem system = RecordedSystem.record(name, api, files);
      APIS.put(name, api);
      SYSTEMS.put(name, system);
      system
          .settings()
          .forEach((key, value) -> settings.put("providers." + name + "." + key, value));
      settings.put("providers." + name + ".max_retries", "0");
    }
    settings.put("artifacts.links.timeout", "30s");
    service =
        new ServiceUnderTest(
            POSTGRES.database(), KAFKA.bootstrapServers(), directory.resolve("store"), settings);
    service.clock.advance(Duration.between(service.clock.instant(), RecordedSystem.MADE));
  }

  @AfterAll
  static void stop() {
    service.close();
    APIS.values().forEach(api -> ServiceUnderTest.await(api.close()));
  }

  static Stream<String> names() {
    return RecordedSystem.names().stream();
  }

  @Test
  void noProviderIsForgotten() {
    assertThat(CiProviders.load().all().stream().map(CiProviderFactory::name))
        .hasSameElementsAs(RecordedSystem.names());
  }

  private static JsonNode ask(RecordedSystem system, List<String> names) {
    Map<String, Object> question =
        Map.of("run_id", system.ciRun(), "provider", system.name(), "names", names);
    HttpResponse<String> answer =
        service.send(
            service
                .request(
                    service.read,
                    "/api/v1/artifacts/urls?detail=true",
                    "Content-Type",
                    "application/json")
                .POST(BodyPublishers.ofString(Json.text(question))));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return Json.tree(Bytes.of(answer.body()));
  }

  @ParameterizedTest
  @MethodSource("names")
  void itsFilesHaveAddressesAndTheMissingOneAReason(String name) {
    RecordedSystem system = Objects.requireNonNull(SYSTEMS.get(name));
    List<String> some = system.artifactNames().stream().limit(3).toList();
    List<String> asked = Stream.concat(some.stream(), Stream.of("no such file.bin")).toList();

    JsonNode found = ask(system, asked);

    assertThat(some).isNotEmpty();
    for (String each : some) {
      JsonNode link = found.path(each);
      assertThat(link.path("url").asText()).as(each + ": " + link).startsWith("http");
      assertThat(link.path("source").asText()).isEqualTo(name);
      String permalink = link.path("permalink").asText();
      int status =
          service.get(service.read, permalink.substring(permalink.indexOf("/a/"))).statusCode();
      assertThat(status).as(each).isIn(200, 302);
    }
    assertThat(found.path("no such file.bin").path("url").isMissingNode()).isTrue();
    assertThat(found.path("no such file.bin").path("reason").asText()).isEqualTo("missing");
    assertThat(Objects.requireNonNull(APIS.get(name)).violations()).isEmpty();
  }
}
