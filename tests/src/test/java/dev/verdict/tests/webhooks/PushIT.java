package dev.verdict.tests.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.ci.github.GitHubRecord;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.tests.wholesystem.Runs;
import dev.verdict.tests.wholesystem.WholeSystem;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A signed push of GitHub, to the verdict at the commit that it names. */
@Timeout(120)
class PushIT {
  private static final String SECRET = "a-secret-of-github";

  private static final String TOKEN = "a-token-of-nobody";
  private static final Vertx VERTX = Vertx.vertx();
  private static final RecordedApi GITHUB = recorded();

  @RegisterExtension
  static final WholeSystem system =
      new WholeSystem(
          Map.of(
              "webhooks.github.secrets",
              SECRET,
              "providers.github.token",
              TOKEN,
              "providers.github.api_url",
              GITHUB.url() + "/api/v3",
              "http.public_url",
              "https://verdict.example.org"));

  @TempDir Path directory;

  private static RecordedApi recorded() {
    RecordedApi api = await(RecordedApi.start(VERTX, Clock.systemUTC()));
    new GitHubRecord(api, TOKEN, "/api/v3");
    return api;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(30, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came of it in half a minute", e);
    }
  }

  @AfterAll
  static void stop() {
    await(GITHUB.close());
    await(VERTX.close());
  }

  @Test
  void a_signed_push_ends_in_the_verdict_of_its_commit() throws Exception {
    String commit = repository();
    ApiClient api = new ApiClient(system.url(), system.key());
    api.post(
        "/api/v1/triggers",
        Map.of(
            "name",
            "checks",
            "action",
            "start-run",
            "match",
            Map.of("providers", List.of("github"), "branches", List.of("main")),
            "run",
            Map.of(
                "url",
                directory.toUri().toString(),
                "command",
                List.of("sh", "-c", "test \"$(cat answer.txt)\" = {matrix.answer}"),
                "matrix",
                Map.of("answer", List.of("42")))),
        JsonNode.class);

    HttpResponse<String> answer = push(commit, sign(body(commit)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
    UUID delivery =
        UUID.fromString(Json.tree(answer.body().getBytes(UTF_8)).get("delivery").asText());
    UUID run = startedBy(api, delivery);

    Runs.Ended ended = system.runs().await(run);
    assertThat(ended.run().verdict()).isEqualTo(Verdict.PASSED);
    assertThat(ended.task().name()).isEqualTo("checks (answer=42)");
    JsonNode places = told(api, run);
    assertThat(places.findValuesAsText("surface")).containsExactly("test_run", "build_status");
    assertThat(places.findValuesAsText("said")).containsOnly("passed");
    assertThat(statuses(commit)).endsWith("success").doesNotHaveDuplicates();
    assertThat(GITHUB.seen(HttpMethod.PATCH))
        .extracting(each -> each.json().getString("conclusion"))
        .containsExactly("success");
    assertThat(GITHUB.violations()).isEmpty();
    assertThat(push(commit, sign(body(commit))).statusCode()).isEqualTo(200);
    assertThat(push(commit, sign(body("0".repeat(40)))).statusCode()).isEqualTo(401);
  }

  /** The states that the commit was marked with at GitHub. */
  private static List<String> statuses(String commit) {
    return GITHUB.seen(HttpMethod.POST).stream()
        .filter(each -> each.rawPath().endsWith("/statuses/" + commit))
        .map(each -> each.json().getString("state"))
        .toList();
  }

  private static JsonNode told(ApiClient api, UUID run) {
    while (true) {
      JsonNode places =
          api.get("/api/v1/runs/" + run + "/reporting", JsonNode.class).path("places");
      if (places.findValuesAsText("said").equals(List.of("passed", "passed"))) {
        return places;
      }
      pause();
    }
  }

  private String repository() throws Exception {
    try (Git git = Git.init().setDirectory(directory.toFile()).setInitialBranch("main").call()) {
      Files.writeString(directory.resolve("answer.txt"), "42\n");
      git.add().addFilepattern(".").call();
      return git.commit()
          .setMessage("The answer")
          .setAuthor("Ada", "ada@example.org")
          .setCommitter("Ada", "ada@example.org")
          .setSign(false)
          .call()
          .getName();
    }
  }

  private static byte[] body(String commit) {
    return Json.bytes(
        Map.of(
            "ref",
            "refs/heads/main",
            "before",
            "1".repeat(40),
            "after",
            commit,
            "created",
            false,
            "deleted",
            false,
            "forced",
            false,
            "repository",
            Map.of(
                "full_name",
                GitHubRecord.REPOSITORY,
                "private",
                false,
                "html_url",
                "https://github.com/" + GitHubRecord.REPOSITORY,
                "clone_url",
                "https://github.com/" + GitHubRecord.REPOSITORY + ".git",
                "default_branch",
                "main"),
            "sender",
            Map.of("login", "ada"),
            "commits",
            List.of(),
            "head_commit",
            Map.of("id", commit, "message", "The answer")));
  }

  private static String sign(byte[] body) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  private static HttpResponse<String> push(String commit, String signature) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(system.url() + "/webhooks/github"))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-Hub-Signature-256", signature)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body(commit)))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }

  private static UUID startedBy(ApiClient api, UUID delivery) {
    while (true) {
      JsonNode found = api.get("/api/v1/webhooks/deliveries/" + delivery, JsonNode.class);
      if (!found.get("outcome").asText().equals("pending")) {
        assertThat(found.get("outcome").asText()).as(found.toString()).isEqualTo("started");
        return UUID.fromString(found.at("/effects/0/run_id").asText());
      }
      pause();
    }
  }

  private static void pause() {
    CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
        .join();
  }
}
