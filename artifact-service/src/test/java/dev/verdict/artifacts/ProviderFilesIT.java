package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Rule;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Files that go to a CI system and come back through us, one by one and many at once. */
class ProviderFilesIT {
  private static final String TOKEN = "not-for-anybody";
  private static final String BATCH = "/api/v1/artifacts/batch?run_id=";

  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static ServiceUnderTest service;
  private static RecordedApi api;
  private static final Map<String, Buffer> FILES = new ConcurrentHashMap<>();

  @BeforeAll
  static void start() {
    api = ServiceUnderTest.await(RecordedApi.start(Vertx.vertx(), Clock.systemUTC()));
    Rule bearer = Rule.oneOf("Bearer " + TOKEN);
    String at = "/generic/runs/{run}/artifacts";
    api.on(HttpMethod.GET, at).header("Authorization", bearer).answers(seen -> listing());
    api.on(HttpMethod.PUT, at + "/{name}")
        .header("Authorization", bearer)
        .answers(
            seen -> {
              FILES.put(seen.name("name"), seen.body());
              return Answer.empty(201);
            });
    api.on(HttpMethod.GET, at + "/{name}")
        .header("Authorization", bearer)
        .answers(
            seen ->
                file(
                    FILES.getOrDefault(seen.name("name"), Buffer.buffer()),
                    seen.headers().get("Range")));
    service =
        new ServiceUnderTest(
            POSTGRES.database(),
            KAFKA.bootstrapServers(),
            directory,
            Map.of(
                "providers.generic.api_url",
                api.url() + "/generic",
                "providers.generic.token",
                TOKEN,
                "providers.generic.max_retries",
                "0",
                "artifacts.max_size",
                "1MiB"));
  }

  private static Answer listing() {
    JsonArray all = new JsonArray();
    FILES.forEach((name, bytes) -> all.add(JsonObject.of("name", name, "size", bytes.length())));
    return Answer.json(200, JsonObject.of("artifacts", all));
  }

  private static Answer file(Buffer bytes, @org.jspecify.annotations.Nullable String range) {
    String type = "application/octet-stream";
    if (range == null) {
      return Answer.bytes(200, type, bytes);
    }
    int from = Integer.parseInt(range.substring("bytes=".length(), range.length() - 1));
    String told = "bytes " + from + "-" + (bytes.length() - 1) + "/" + bytes.length();
    return Answer.bytes(206, type, bytes.getBuffer(from, bytes.length()))
        .header("Content-Range", told);
  }

  @AfterAll
  static void stop() {
    service.close();
    ServiceUnderTest.await(api.close());
  }

  private static UUID runAt(String provider, String ciRun) {
    UUID run = Ids.next();
    CiContext ci = new CiContext(provider, null, ciRun, null, null, null, null);
    EventData queued =
        new EventData.RunQueued("suite", null, null, ci, Map.of(), 1, 1, Instant.now());
    RunEvent event =
        new RunEvent(run, 1, EventType.RUN_QUEUED, run.toString(), Instant.now(), queued);
    ServiceUnderTest.await(service.wiring().hear().hear(List.of(event)));
    return run;
  }

  private static JsonNode send(UUID run, String name, String body) {
    String path = "/api/v1/artifacts?to=provider&run_id=" + run + "&name=" + name;
    HttpResponse<String> answer = service.post(service.submit, path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return Json.tree(Bytes.of(answer.body()));
  }

  @Test
  void theCiSystemGetsItWhereItTakesItAndEverybodyByItsPermalink() {
    JsonNode sent = send(runAt("generic", "1"), "report.txt", "0123456789");

    assertThat(sent.path("kept_in").asText()).isEqualTo("generic");
    assertThat(sent.has("artifact")).isFalse();
    String permalink = sent.path("permalink").asText();
    assertThat(service.get(service.read, permalink).body()).isEqualTo("0123456789");
    assertRange(permalink, "bytes=4-", 206, "456789", "bytes 4-9/10");
    assertRange(permalink, "bytes=4-6", 206, "456", "bytes 4-6/10");
    assertRange(permalink, "bytes=-3", 206, "789", "bytes 7-9/10");
    assertRange(permalink, "bytes=10-", 416, null, "bytes */10");
    assertRange(permalink, "lines=1-2", 200, "0123456789", null);
    // The connections to the CI system are all free again.
    assertThat(service.get(service.read, permalink).body()).isEqualTo("0123456789");
  }

  private static void assertRange(
      String path,
      String range,
      int status,
      @org.jspecify.annotations.Nullable String body,
      @org.jspecify.annotations.Nullable String told) {
    HttpResponse<String> answer = service.get(service.read, path, "Range", range);
    assertThat(answer.statusCode()).as(range).isEqualTo(status);
    if (body != null) {
      assertThat(answer.body()).as(range).isEqualTo(body);
    }
    assertThat(answer.headers().firstValue("Content-Range").orElse(null)).isEqualTo(told);
  }

  @Test
  void ourStoreKeepsItWhereTheCiSystemDoesNotAndSaysWhy() throws Exception {
    JsonNode nobody = send(Ids.next(), "a.txt", "a");
    assertThat(nobody.path("kept_in").asText()).isEqualTo("store");
    assertThat(nobody.path("instead").asText()).contains("no run of a CI system");
    JsonNode unset = send(runAt("gitlab", "1"), "b.txt", "b");
    assertThat(unset.path("instead").asText()).contains("gitlab");

    api.fault(seen -> seen.method() == HttpMethod.PUT ? Answer.empty(403) : null);
    JsonNode refused = send(runAt("generic", "2"), "c.txt", "c");
    api.noMoreFaults();
    assertThat(refused.path("kept_in").asText()).isEqualTo("store");
    assertThat(refused.path("instead").asText()).contains("generic");
    String content = "/api/v1/artifacts/" + refused.at("/artifact/id").asText() + "/content";
    assertThat(service.get(service.read, content).body()).isEqualTo("c");
    try (var staged = Files.list(directory.resolve("staging"))) {
      assertThat(staged).isEmpty();
    }
  }

  private static String part(String filename, String content) {
    return "--limit\r\nContent-Disposition: form-data; name=\"file\"; filename=\""
        + filename
        + "\"\r\nContent-Type: text/plain\r\n\r\n"
        + content
        + "\r\n";
  }

  private static HttpResponse<String> batch(String query, String body) {
    return service.send(
        service
            .request(
                service.submit,
                BATCH + query,
                "Content-Type",
                "multipart/form-data; boundary=limit")
            .POST(BodyPublishers.ofString(body)));
  }

  @Test
  void aBatchHasAResultForEachFile() throws Exception {
    UUID run = Ids.next();
    String body =
        part("logs/a.log", "first\nline")
            + part("large.txt", "x".repeat((1 << 20) + 1))
            + part(".verdict/output.log", "not here")
            + part("b.json", "{\"metrics\": {\"throughput\": 5}}")
            + part("logs/a.log", "other bytes")
            + part("logs/a.log", "first\nline")
            + "--limit--\r\n";

    HttpResponse<String> answer = batch(run + "&label=nightly", body);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode told = Json.tree(Bytes.of(answer.body()));
    assertThat(told.path("items").findValuesAsText("path"))
        .contains("logs/a.log", "large.txt", ".verdict/output.log", "b.json");
    assertThat(told.path("items"))
        .extracting(item -> item.path("status").asInt())
        .startsWith(201, 413, 400, 201)
        .hasSize(6);
    assertThat(told.path("items"))
        .filteredOn(item -> item.path("path").asText().equals("logs/a.log"))
        .extracting(item -> item.path("status").asInt())
        .containsExactlyInAnyOrder(201, 409, 200);
    assertThat(told.path("kept").asInt()).isEqualTo(3);
    assertThat(told.path("refused").asInt()).isEqualTo(3);
    assertThat(told.at("/items/3/sent/artifact/type").asText()).isEqualTo("metrics");
    assertThat(told.at("/items/0/sent/artifact/labels/0").asText()).isEqualTo("nightly");
    try (var staged = Files.list(directory.resolve("staging"))) {
      assertThat(staged).isEmpty();
    }
  }

  @Test
  void aThousandFilesAreABatchAndTheNextIsToldThatItIsOneTooMany() {
    StringBuilder body = new StringBuilder();
    for (int i = 0; i <= 1_000; i++) {
      body.append(part("many/" + i + ".txt", "file " + i));
    }
    HttpResponse<String> answer =
        batch(Ids.next().toString(), body.append("--limit--\r\n").toString());

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    JsonNode told = Json.tree(Bytes.of(answer.body()));
    assertThat(told.path("kept").asInt()).isEqualTo(1_000);
    assertThat(told.path("refused").asInt()).isEqualTo(1);
    assertThat(told.at("/items/1000/status").asInt()).isEqualTo(400);
    assertThat(told.at("/items/1000/problem").toString()).contains("at most 1000");
  }

  @Test
  void whatIsNoBatchIsSaid() {
    assertThat(batch("no-id", part("a", "b") + "--limit--\r\n").statusCode()).isEqualTo(400);
    HttpResponse<String> plain = service.post(service.submit, BATCH + Ids.next(), "plain");
    assertThat(plain.statusCode()).isEqualTo(400);
    assertThat(plain.body()).contains("multipart/form-data");
    assertThat(batch(Ids.next().toString(), "").statusCode()).isIn(200, 400);
  }

  /** What breaks off in the middle of a file leaves nothing of it behind. */
  @Test
  void aBatchThatBreaksOffLeavesNothing() throws Exception {
    UUID run = Ids.next();
    java.net.URI at = service.at("");
    try (var socket = new java.net.Socket("127.0.0.1", at.getPort())) {
      String head =
          "POST "
              + BATCH
              + run
              + " HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer "
              + service.submit
              + "\r\n"
              + "Content-Type: multipart/form-data; boundary=limit\r\n"
              + "Content-Length: 99999\r\n\r\n"
              + part("whole.txt", "whole")
              + part("half.txt", "y".repeat(9_000)).substring(0, 8_000);
      socket.getOutputStream().write(Bytes.of(head));
      socket.getOutputStream().flush();
      String list = "/api/v1/artifacts?run_id=" + run;
      long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
      while (!service.get(service.read, list).body().contains("whole.txt")
          && System.nanoTime() < end) {
        Thread.onSpinWait();
      }
    }
    long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
    boolean empty = false;
    while (!empty && System.nanoTime() < end) {
      try (var staged = Files.list(directory.resolve("staging"))) {
        empty = staged.findAny().isEmpty();
      }
    }
    assertThat(empty).isTrue();
    String listed = service.get(service.read, "/api/v1/artifacts?run_id=" + run).body();
    assertThat(listed).contains("whole.txt").doesNotContain("half.txt");
  }
}
