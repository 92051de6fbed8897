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
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** Links to files that a CI system holds, from the request to its API and back. */
class ProviderLinksIT {
  @RegisterExtension static final Postgres POSTGRES = Backing.postgres();
  @RegisterExtension static final Kafka KAFKA = Backing.kafka();
  @TempDir static Path directory;
  private static ServiceUnderTest service;
  private static RecordedApi api;
  private static GitHubRuns github;

  @BeforeAll
  static void start() {
    Vertx vertx = Vertx.vertx();
    api = ServiceUnderTest.await(RecordedApi.start(vertx, Clock.systemUTC()));
    github = new GitHubRuns(api);
    genericSystem();
    Map<String, String> settings = new HashMap<>(github.settings());
    settings.put("providers.generic.api_url", api.url() + "/generic");
    settings.put("providers.generic.token", GitHubRuns.TOKEN);
    service =
        new ServiceUnderTest(POSTGRES.database(), KAFKA.bootstrapServers(), directory, settings);
  }

  /** One that gives files only to who has the token. */
  private static void genericSystem() {
    Rule bearer = Rule.oneOf("Bearer " + GitHubRuns.TOKEN);
    api.on(HttpMethod.GET, "/generic/runs/{run}/artifacts")
        .header("Authorization", bearer)
        .answers(
            seen ->
                Answer.json(
                    200,
                    new JsonObject()
                        .put(
                            "artifacts",
                            new JsonArray().add(JsonObject.of("name", "a b.html", "size", 9)))));
    api.on(HttpMethod.GET, "/generic/runs/{run}/artifacts/{name}")
        .header("Authorization", bearer)
        .answers(seen -> Answer.bytes(200, "text/html", Buffer.buffer("only<br>me")));
  }

  @AfterAll
  static void stop() {
    service.close();
    ServiceUnderTest.await(api.close());
  }

  @AfterEach
  void githubWouldHaveTakenIt() {
    api.noMoreFaults();
    assertThat(api.violations()).isEmpty();
  }

  private static UUID runOf(String ciRun) {
    return runOf(ciRun, GitHubRuns.REPOSITORY);
  }

  private static UUID runOf(String ciRun, String repository) {
    UUID run = Ids.next();
    CiContext ci = new CiContext("github", repository, ciRun, null, null, null, null);
    EventData queued =
        new EventData.RunQueued("suite", null, null, ci, Map.of(), 1, 1, Instant.now());
    RunEvent event =
        new RunEvent(run, 1, EventType.RUN_QUEUED, run.toString(), Instant.now(), queued);
    ServiceUnderTest.await(service.wiring().hear().hear(List.of(event, event)));
    return run;
  }

  private static JsonNode urls(Object run, String more, List<String> names) {
    return ask("/api/v1/artifacts/urls", run, more, names);
  }

  private static JsonNode details(Object run, List<String> names) {
    return ask("/api/v1/artifacts/urls?detail=true", run, "", names);
  }

  private static JsonNode ask(String path, Object run, String more, List<String> names) {
    HttpResponse<String> answer =
        service.send(
            service
                .request(service.read, path, "Content-Type", "application/json")
                .POST(
                    BodyPublishers.ofString(
                        "{\"run_id\":\""
                            + run
                            + "\""
                            + more
                            + ",\"names\":"
                            + Json.text(names)
                            + "}")));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(answer.body()).doesNotContain(GitHubRuns.TOKEN);
    return Json.tree(Bytes.of(answer.body()));
  }

  private static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(i -> "file-" + i).toList();
  }

  private static int calls() {
    return api.seen().size();
  }

  @Test
  void twoCallsForTwoHundredNamesAndNoneTheNextTime() {
    github.run("101", 200);
    UUID run = runOf("101");
    int before = calls();

    JsonNode cold = urls(run, "", names(200));

    assertThat(calls() - before).isEqualTo(2);
    assertThat(cold).hasSize(200).allMatch(JsonNode::isTextual);
    assertThat(cold.path("file-7").asText())
        .endsWith("/" + GitHubRuns.REPOSITORY + "/actions/runs/101/artifacts/101007");
    assertThat(urls(run, "", names(200))).isEqualTo(cold);
    assertThat(
            urls(
                "101",
                ",\"provider\":\"github\",\"repository\":\"octo-org/hello-world\"",
                names(200)))
        .isEqualTo(cold);
    assertThat(calls() - before).isEqualTo(2);
  }

  @Test
  void whatNobodyHasIsNullWithAReason() {
    github.run("102", 2);
    github.expire("102", "file-1");
    UUID run = runOf("102");

    JsonNode found = details(run, List.of("file-0", "file-1", "none"));

    assertThat(found.at("/file-0/source").asText()).isEqualTo("github");
    assertThat(found.at("/file-0/reach").asText()).isEqualTo("login");
    assertThat(found.at("/file-0/expires_at").asText()).isNotEmpty();
    assertThat(found.at("/file-1/reason").asText()).isEqualTo("expired");
    assertThat(found.at("/file-1").has("url")).isFalse();
    assertThat(found.at("/none/reason").asText()).isEqualTo("missing");
    JsonNode plain = urls(run, "", List.of("file-1", "none"));
    assertThat(plain.get("file-1").isNull()).isTrue();
    assertThat(plain.get("none").isNull()).isTrue();
  }

  @Test
  void aMissIsNotBelievedForLong() {
    github.run("103", 1);
    UUID run = runOf("103");
    assertThat(urls(run, "", List.of("late")).get("late").isNull()).isTrue();
    int before = calls();
    urls(run, "", List.of("late"));
    assertThat(calls()).isEqualTo(before);

    github.add("103", 103_900, "late");
    service.clock.advance(Duration.ofSeconds(11));

    assertThat(urls(run, "", List.of("late")).path("late").asText()).endsWith("/103900");
  }

  @Test
  void aCiSystemThatDoesNotAnswerLeavesOurCopyAndAReason() {
    github.run("104", 1);
    UUID run = runOf("104");
    HttpResponse<String> kept =
        service.post(service.submit, "/api/v1/artifacts?run_id=" + run + "&name=ours.txt", "ours");
    String ours = Json.tree(Bytes.of(kept.body())).path("id").asText();
    api.fault(seen -> Answer.json(503, JsonObject.of("message", "away")));

    JsonNode found = details(run, List.of("ours.txt", "file-0"));

    assertThat(found.at("/ours.txt/url").asText()).endsWith("/a/" + ours);
    assertThat(found.at("/ours.txt/source").asText()).isEqualTo("store");
    assertThat(found.at("/ours.txt/explanation").asText()).contains("github", "503");
    assertThat(found.at("/file-0/reason").asText()).isEqualTo("unavailable");
  }

  @Test
  void ourCopyIsServedWhenTheCiSystemHasThrownItAway() {
    github.run("105", 1);
    UUID run = runOf("105");
    String permalink = permalink(run, "file-0");
    HttpResponse<String> kept =
        service.post(service.submit, "/api/v1/artifacts?run_id=" + run + "&name=file-0", "copy");
    String ours = Json.tree(Bytes.of(kept.body())).path("id").asText();
    github.expire("105", "file-0");

    HttpResponse<String> copy = service.get(service.read, permalink);

    assertThat(copy.statusCode()).isEqualTo(302);
    assertThat(copy.headers().firstValue("Location"))
        .hasValue("/api/v1/artifacts/" + ours + "/content");
  }

  private static String permalink(UUID run, String name) {
    return permalink(details(run, List.of(name)), name);
  }

  private static String permalink(JsonNode details, String name) {
    String url = details.path(name).path("permalink").asText();
    return url.substring(url.indexOf("/a/"));
  }

  private static String keep(UUID run, String name, String path) {
    HttpResponse<String> kept =
        service.post(
            service.submit,
            "/api/v1/artifacts?run_id=" + run + "&name=" + name + "&path=" + path,
            "ours");
    assertThat(kept.statusCode()).as(kept.body()).isEqualTo(201);
    return Json.tree(Bytes.of(kept.body())).path("id").asText();
  }

  @Test
  void ourCopyIsFoundByItsPathToo() {
    github.run("110", 0);
    github.add("110", 110_000, "out/report.xml");
    UUID run = runOf("110");
    String permalink = permalink(run, "out/report.xml");
    String ours = keep(run, "report.xml", "out%2Freport.xml");
    String other = keep(run, "report.xml", "report.xml");
    github.expire("110", "out/report.xml");

    assertThat(service.get(service.read, permalink).headers().firstValue("Location"))
        .hasValue("/api/v1/artifacts/" + ours + "/content");
    keep(run, "own.txt", "deep%2Fown.txt");
    service.clock.advance(Duration.ofMinutes(16));
    JsonNode found =
        urls(run, "", List.of("out/report.xml", "report.xml", "deep/own.txt", "own.txt"));
    assertThat(found).allMatch(JsonNode::isTextual);
    assertThat(found.path("out/report.xml").asText()).endsWith("/a/" + ours);
    assertThat(found.path("report.xml").asText()).endsWith("/a/" + other);
  }

  /** A name may be as long as a path, and one that is longer than a file name refuses no other. */
  @Test
  void aLongNameDoesNotKeepTheOthersFromTheirLinks() {
    UUID run = Ids.next();
    String path = "a/".repeat(500) + "report.xml";
    keep(run, "report.xml", path);

    JsonNode found = urls(run, "", List.of("report.xml", path, "x".repeat(1_024)));

    assertThat(found.path("report.xml").isTextual()).isTrue();
    assertThat(found.path(path)).isEqualTo(found.path("report.xml"));
  }

  @Test
  void theCopyOfAnotherRepositoryIsNotOurs() {
    github.run("111", 1);
    String whichever = ",\"provider\":\"github\"";
    runOf("111", "octo-org/hello-world");
    UUID foreign = runOf("111", "octo-org/other");
    keep(foreign, "file-0", "file-0");
    String permalink =
        permalink(ask("/api/v1/artifacts/urls?detail=true", "111", whichever, names(1)), "file-0");
    github.expire("111", "file-0");
    service.clock.advance(Duration.ofMinutes(16));

    assertThat(urls("111", whichever, names(1)).get("file-0").isNull()).isTrue();
    assertThat(service.get(service.read, permalink).statusCode()).isEqualTo(410);
  }

  @Test
  void whoSaysNoRepositoryGetsOurCopyWhereThereIsOnlyOne() {
    github.run("112", 1);
    String ours = keep(runOf("112"), "file-0", "file-0");
    github.expire("112", "file-0");

    assertThat(urls("112", ",\"provider\":\"github\"", names(1)).path("file-0").asText())
        .endsWith("/a/" + ours);
  }

  @Test
  void aPermalinkLeadsToALinkThatIsSignedAnewBeforeItExpires() {
    github.run("106", 1);
    String permalink = permalink(runOf("106"), "file-0");
    int before = calls();

    HttpResponse<String> first = service.get(service.read, permalink);
    service.get(service.read, permalink);

    assertThat(first.statusCode()).isEqualTo(302);
    assertThat(first.headers().firstValue("Location"))
        .hasValue(api.otherHost() + "/blob/106000?sig=1");
    assertThat(first.headers().firstValue("Cache-Control")).hasValue("private, no-store");
    assertThat(calls() - before).isEqualTo(1);
    service.clock.advance(Duration.ofSeconds(41));
    assertThat(service.get(service.read, permalink).statusCode()).isEqualTo(302);
    assertThat(calls() - before).isEqualTo(2);
  }

  @Test
  void whatOnlyOurTokenCanFetchIsStreamedWithoutIt() {
    JsonNode found =
        ask(
            "/api/v1/artifacts/urls?detail=true",
            "7",
            ",\"provider\":\"generic\"",
            List.of("a b.html"));
    JsonNode file = found.path("a b.html");
    assertThat(file.path("reach").asText()).isEqualTo("key");
    assertThat(file.path("url").asText()).isEqualTo(file.path("permalink").asText());
    String url = file.path("url").asText();

    HttpResponse<String> streamed = service.get(service.read, url.substring(url.indexOf("/a/")));

    assertThat(streamed.statusCode()).isEqualTo(200);
    assertThat(streamed.body()).isEqualTo("only<br>me");
    assertThat(streamed.headers().firstValue("Content-Security-Policy").orElse(""))
        .contains("sandbox");
    assertThat(streamed.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=\"a b.html\"");
    assertThat(streamed.headers().map().toString()).doesNotContain(GitHubRuns.TOKEN);
    assertThat(service.get("", url.substring(url.indexOf("/a/"))).statusCode()).isEqualTo(401);
  }

  @Test
  void aPageTellsWhatItWasWhenNobodyHasItAnyMore() {
    github.run("107", 1);
    String permalink = permalink(runOf("107"), "file-0");
    github.expire("107", "file-0");

    HttpResponse<String> page = service.get(service.read, permalink);

    assertThat(page.statusCode()).isEqualTo(410);
    assertThat(page.body())
        .contains("file-0 is gone", "run 107 of github", "ab".repeat(32), "has it no more");
  }

  @Test
  void aRepeatedRunGivesTheNewerFile() {
    github.run("108", 1);
    String permalink = permalink(runOf("108"), "file-0");
    github.expire("108", "file-0");
    github.add("108", 108_500, "file-0");
    service.clock.advance(Duration.ofSeconds(11));

    assertThat(service.get(service.read, permalink).headers().firstValue("Location"))
        .hasValue(api.otherHost() + "/blob/108500?sig=1");
  }

  @Test
  void aRunOfAnotherRepositoryIsNotAskedAboutWithOurCredential() {
    github.run("109", 1);
    int before = calls();

    JsonNode refused =
        urls("109", ",\"provider\":\"github\",\"repository\":\"octo-org/secret\"", names(1));

    assertThat(refused.get("file-0").isNull()).isTrue();
    assertThat(calls()).isEqualTo(before);
  }
}
