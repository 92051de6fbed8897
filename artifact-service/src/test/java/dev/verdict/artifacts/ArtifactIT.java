package dev.verdict.artifacts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.contract.message.AttemptRef;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ArtifactIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static ServiceUnderTest service;

  private final UUID run = Ids.next();
  private final UUID task = Ids.next();
  private final String place = "?run_id=" + run + "&task_id=" + task + "&attempt=1";

  @BeforeAll
  static void start() {
    service =
        new ServiceUnderTest(
            POSTGRES.database(),
            KAFKA.bootstrapServers(),
            directory,
            Map.of("artifacts.max_size", "4MiB"));
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  private HttpResponse<String> upload(String more, String content) {
    UUID worker = UUID.randomUUID();
    return service.bring(
        worker,
        service.pass(worker, new AttemptRef(run, task, 1)),
        "/api/v1/artifacts" + place + more,
        content);
  }

  private static JsonNode json(HttpResponse<String> response) {
    return Json.tree(Bytes.of(response.body()));
  }

  private static String id(HttpResponse<String> response) {
    assertThat(response.statusCode()).as(response.body()).isIn(200, 201);
    return json(response).path("id").asText();
  }

  @Test
  void keepsAFileAndSaysWhatItIs() {
    HttpResponse<String> created =
        upload("&name=r.bin&path=out%2Fr.bin&type=report", "<!DOCTYPE html><p>hi");

    assertThat(created.statusCode()).as(created.body()).isEqualTo(201);
    JsonNode artifact = json(created);
    assertThat(artifact.path("content_type").asText()).isEqualTo("text/html");
    assertThat(artifact.path("category").asText()).isEqualTo("reports");
    assertThat(artifact.path("path").asText()).isEqualTo("out/r.bin");
    assertThat(artifact.path("size_bytes").asInt()).isEqualTo(20);
    assertThat(artifact.path("sha256").asText())
        .isEqualTo(Bytes.sha256(Bytes.of("<!DOCTYPE html><p>hi")));
    assertThat(artifact.path("url").asText()).isEqualTo("/a/" + artifact.path("id").asText());
    assertThat(created.headers().firstValue("location"))
        .contains("/api/v1/artifacts/" + artifact.path("id").asText());
    assertThat(json(service.get(service.read, "/api/v1/artifacts/" + artifact.path("id").asText())))
        .isEqualTo(artifact);
  }

  @Test
  void theSameAgainIsTheSameAndOtherBytesAreAConflict() {
    String first = id(upload("&name=a.txt", "one"));

    HttpResponse<String> again = upload("&name=a.txt", "one");
    HttpResponse<String> other = upload("&name=a.txt", "two");

    assertThat(again.statusCode()).isEqualTo(200);
    assertThat(id(again)).isEqualTo(first);
    assertThat(other.statusCode()).isEqualTo(409);
    assertThat(other.body()).contains(first);
    assertThat(blob("two")).doesNotExist();
    assertThat(service.get(service.read, "/api/v1/artifacts/" + first + "/content").body())
        .isEqualTo("one");
  }

  @Test
  void allThatIsWrongIsToldAtOnce() {
    HttpResponse<String> refused =
        service.post(
            service.submit,
            "/api/v1/artifacts?run_id=no&attempt=-1&name=%00&path=.verdict%2Fx&type=A%20poem",
            "x");

    assertThat(refused.statusCode()).isEqualTo(400);
    assertThat(refused.headers().firstValue("content-type")).contains("application/problem+json");
    List<String> fields = new ArrayList<>();
    json(refused).path("errors").forEach(error -> fields.add(error.path("field").asText()));
    assertThat(fields)
        .contains("query.run_id", "query.attempt", "query.name", "query.path", "query.type");
    assertThat(refused.body()).contains("one of log, report, result");
    assertThat(service.get(service.read, "/api/v1/artifacts?limit=0&cursor=x").statusCode())
        .isEqualTo(400);
    assertThat(service.get(service.read, "/api/v1/artifacts/not-an-id").statusCode())
        .isIn(400, 404);
  }

  @Test
  void servesRangesAndKnowsWhatTheClientHas() {
    String id = id(upload("&name=n.txt", "0123456789"));
    String content = "/api/v1/artifacts/" + id + "/content";

    HttpResponse<String> whole = service.get(service.read, content);
    String etag = whole.headers().firstValue("etag").orElseThrow();
    HttpResponse<String> middle = service.get(service.read, content, "Range", "bytes=2-4");
    HttpResponse<String> tail = service.get(service.read, content, "Range", "bytes=-3");

    assertThat(whole.body()).isEqualTo("0123456789");
    assertThat(whole.headers().firstValue("accept-ranges")).contains("bytes");
    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(middle.body()).isEqualTo("234");
    assertThat(middle.headers().firstValue("content-range")).contains("bytes 2-4/10");
    assertThat(tail.body()).isEqualTo("789");
    assertThat(service.get(service.read, content, "Range", "bytes=0-0", "If-Range", "\"x\"").body())
        .isEqualTo("0123456789");
    HttpResponse<String> beyond = service.get(service.read, content, "Range", "bytes=10-");
    assertThat(beyond.statusCode()).isEqualTo(416);
    assertThat(beyond.headers().firstValue("content-range")).contains("bytes */10");
    HttpResponse<String> known = service.get(service.read, content, "If-None-Match", etag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(known.body()).isEmpty();
  }

  @Test
  void noScriptOfAnArtifactReachesOurOrigin() {
    String script = "<html><script>alert(1)</script>";
    assertThat(upload("&name=x%0D%0ASet-Cookie%3Aa.html", script).statusCode()).isEqualTo(400);
    String id = id(upload("&name=%22evil.html", script));

    HttpResponse<String> page = service.get(service.read, "/api/v1/artifacts/" + id + "/content");

    assertThat(page.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("content-security-policy")).contains("sandbox");
    assertThat(page.headers().firstValue("x-content-type-options")).contains("nosniff");
    assertThat(page.headers().firstValue("content-disposition").orElse(""))
        .startsWith("inline; filename=\"_evil.html\"");
    assertThat(
            service
                .get(service.read, "/api/v1/artifacts/" + id + "/content?download=true")
                .headers()
                .firstValue("content-disposition")
                .orElse(""))
        .startsWith("attachment");
  }

  @Test
  void theSameBytesAreKeptOnceAndAsLongAsAnybodyNeedsThem() throws Exception {
    String content = "shared by two " + run;
    Path blob = blob(content);
    String one = id(upload("&name=one.txt", content));
    id(upload("&name=two.txt", content));
    UUID otherRun = Ids.next();
    String other =
        id(
            service.post(
                service.submit,
                "/api/v1/artifacts?run_id=" + otherRun + "&name=three.txt",
                content));

    assertThat(blob).hasContent(content);
    HttpResponse<String> purged =
        service.send(service.request(service.admin, "/api/v1/artifacts?run_id=" + run).DELETE());
    assertThat(purged.body()).isEqualTo("{\"purged\":2}");
    sweep();
    assertThat(blob).exists();
    assertThat(service.get(service.read, "/a/" + one).statusCode()).isEqualTo(410);
    assertThat(service.get(service.read, "/api/v1/artifacts/" + other + "/content").body())
        .isEqualTo(content);

    service.send(service.request(service.admin, "/api/v1/artifacts?run_id=" + otherRun).DELETE());
    sweep();
    assertThat(blob).doesNotExist();
    // What went can come back under the same hash.
    String again = id(upload("&name=one.txt", content));
    assertThat(again).isNotEqualTo(one);
    assertThat(blob).hasContent(content);
  }

  @Test
  void aFileThatNobodyKnowsGoesAndAYoungOneStays() throws Exception {
    String known = "known " + run;
    id(upload("&name=known.txt", known));
    Path orphan = blob("orphan " + run);
    Files.createDirectories(orphan.getParent());
    Files.writeString(orphan, "orphan " + run);

    sweepAllShelves();
    assertThat(orphan).exists();
    service.clock.advance(Duration.ofHours(2));
    sweepAllShelves();

    assertThat(orphan).doesNotExist();
    assertThat(blob(known)).exists();
  }

  @Test
  void listsInPagesNewestFirst() {
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < 5; i++) {
      ids.add(id(upload("&name=f" + i + ".txt", "content " + i)));
    }

    List<String> listed = new ArrayList<>();
    String cursor = "";
    do {
      JsonNode page =
          json(service.get(service.read, "/api/v1/runs/" + run + "/artifacts?limit=2" + cursor));
      page.path("items").forEach(item -> listed.add(item.path("id").asText()));
      cursor = page.has("next") ? "&cursor=" + page.path("next").asText() : "";
    } while (!cursor.isEmpty());

    assertThat(listed).hasSize(5).containsExactlyInAnyOrderElementsOf(ids);
    assertThat(json(service.get(service.read, "/api/v1/artifacts?task_id=" + task)).path("items"))
        .hasSize(5);
    assertThat(
            json(service.get(
                    service.read, "/api/v1/artifacts?run_id=" + run + "&task_id=" + Ids.next()))
                .path("items"))
        .isEmpty();
  }

  @Test
  void namesBecomeAddresses() {
    String first = id(upload("&name=report.json", "{\"a\": 1}"));
    String later =
        id(
            service.post(
                service.submit,
                "/api/v1/artifacts?run_id="
                    + run
                    + "&task_id="
                    + task
                    + "&attempt=2&name=report.json",
                "{\"a\": 2}"));

    HttpResponse<String> urls =
        service.send(
            service
                .request(service.read, "/api/v1/artifacts/urls", "Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"run_id\":\"" + run + "\",\"names\":[\"report.json\",\"none.txt\"]}")));

    assertThat(urls.statusCode()).as(urls.body()).isEqualTo(200);
    JsonNode answer = json(urls);
    assertThat(answer.path("report.json").asText())
        .isEqualTo(service.at("/a/" + later).toString())
        .doesNotContain(first);
    assertThat(answer.has("none.txt")).isTrue();
    assertThat(answer.path("none.txt").isNull()).isTrue();
  }

  @Test
  void aPermalinkLeadsToTheContentAndLaterSaysWhatItWas() {
    String id = id(upload("&name=" + "%3Cb%3Eold%3C%2Fb%3E.txt", "soon gone"));

    HttpResponse<String> there = service.get(service.read, "/a/" + id);
    assertThat(there.statusCode()).isEqualTo(302);
    assertThat(there.headers().firstValue("location"))
        .contains("/api/v1/artifacts/" + id + "/content");
    assertThat(service.get(service.read, "/a/" + UUID.randomUUID()).statusCode()).isEqualTo(404);

    service.clock.advance(Duration.ofDays(31));
    for (boolean swept : new boolean[] {false, true}) {
      HttpResponse<String> gone = service.get(service.read, "/a/" + id);
      assertThat(gone.statusCode()).as("swept: " + swept).isEqualTo(410);
      assertThat(gone.headers().firstValue("content-type")).contains("text/html; charset=utf-8");
      assertThat(gone.body())
          .contains(Bytes.sha256(Bytes.of("soon gone")))
          .contains("time to be kept had passed")
          .doesNotContain("<b>");
      HttpResponse<String> content =
          service.get(service.read, "/api/v1/artifacts/" + id + "/content");
      assertThat(content.statusCode()).isEqualTo(410);
      assertThat(content.headers().firstValue("content-type")).contains("application/problem+json");
      sweep();
    }
    assertThat(
            json(service.get(service.read, "/api/v1/artifacts/" + id))
                .path("deleted_reason")
                .asText())
        .contains("had passed");
  }

  @Test
  void onlyWhoMayDoes() {
    String list = "/api/v1/artifacts";
    String worker = service.worker(UUID.randomUUID());
    String target = list + place + "&name=x.txt";

    assertThat(service.post("", target, "x").statusCode()).isEqualTo(401);
    assertThat(service.post(service.read, target, "x").statusCode()).isEqualTo(403);
    assertThat(service.post(service.enroll, target, "x").statusCode()).isEqualTo(403);
    assertThat(service.get("", list).statusCode()).isEqualTo(401);
    assertThat(service.get(service.submit, list).statusCode()).isEqualTo(403);
    assertThat(service.get(worker, list).statusCode()).isEqualTo(403);
    assertThat(service.get(service.read, list).statusCode()).isEqualTo(200);
    assertThat(service.get(service.admin, list).statusCode()).isEqualTo(200);
    assertThat(
            service
                .send(service.request(service.read, list + "?run_id=" + run).DELETE())
                .statusCode())
        .isEqualTo(403);
    assertThat(service.get("", "/a/" + run).statusCode()).isEqualTo(401);
    assertThat(service.get("", "/a/" + run).headers().firstValue("www-authenticate").orElse(""))
        .contains("Basic");
  }

  @Test
  void aWorkerBringsTheEvidenceOfItsOwnAttemptsOnly() {
    UUID worker = UUID.randomUUID();
    AttemptRef own = new AttemptRef(run, task, 1);
    String pass = service.pass(worker, own);
    String path = "/api/v1/artifacts?name=x.txt&run_id=";
    String otherRun = path + Ids.next() + "&task_id=" + task + "&attempt=1";
    String otherTask = path + run + "&task_id=" + Ids.next() + "&attempt=1";
    String otherAttempt = path + run + "&task_id=" + task + "&attempt=2";

    for (String target : List.of(otherRun, otherTask, otherAttempt, path + run)) {
      assertThat(service.bring(worker, pass, target, "x").statusCode()).as(target).isEqualTo(403);
    }
    String target = path + run + "&task_id=" + task + "&attempt=1";
    HttpResponse<String> somebodyElse = service.bring(UUID.randomUUID(), pass, target, "x");
    assertThat(somebodyElse.statusCode()).isEqualTo(403);
    assertThat(somebodyElse.body()).contains("verdict-pass");
    assertThat(service.bring(worker, "no pass", target, "x").statusCode()).isEqualTo(403);
    assertThat(service.post(service.worker(worker), target, "x").statusCode()).isEqualTo(403);
    assertThat(service.bring(worker, pass, target, "x").statusCode()).isEqualTo(201);
  }

  @Test
  void tooMuchIsRefused() {
    HttpResponse<String> refused = upload("&name=big.bin", "x".repeat((4 << 20) + 1));

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(json(service.get(service.read, "/api/v1/runs/" + run + "/artifacts")).path("items"))
        .isEmpty();
  }

  @Test
  void tellsItsHealthAndItsMetrics() {
    ServiceUnderTest.await(service.wiring().sweeping().sweep());

    assertThat(service.get("", "/health").body()).contains("\"store\"").contains("\"postgres\"");
    assertThat(service.get("", "/metrics").body())
        .contains("distributed_testing_artifact_bytes")
        .contains("distributed_testing_artifact_disk_room_bytes")
        .contains("distributed_testing_log_pieces_total");
    assertThat(service.get("", "/openapi.yaml").body()).contains("/api/v1/artifacts/urls");
  }

  private static Path blob(String content) {
    String hex = Bytes.sha256(Bytes.of(content));
    return directory.resolve("blobs").resolve(hex.substring(0, 2)).resolve(hex);
  }

  private static void sweep() {
    ServiceUnderTest.await(service.wiring().sweeping().sweep());
  }

  private static void sweepAllShelves() throws IOException {
    for (int i = 0; i < 32; i++) {
      sweep();
    }
  }
}
