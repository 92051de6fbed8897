package dev.verdict.tests.traces;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.ci.github.GitHubRecord;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.tests.traces.FakeCollector.Told;
import dev.verdict.tests.wholesystem.WholeSystem;
import io.vertx.core.Vertx;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

/** From the signed webhook to what its CI system is told: one trace. */
@Timeout(180)
class OneTraceIT {
  private static final String SECRET = "a-secret-of-github";
  private static final String TOKEN = "a-token-of-nobody";
  private static final Vertx VERTX = Vertx.vertx();
  private static final FakeCollector COLLECTOR = new FakeCollector(VERTX);
  private static final RecordedApi GITHUB = recorded();

  @RegisterExtension
  static final WholeSystem system =
      new WholeSystem(
          Map.of(
              "tracing.endpoint",
              COLLECTOR.url(),
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
    try {
      RecordedApi api = RecordedApi.start(VERTX, Clock.systemUTC()).await(30, TimeUnit.SECONDS);
      new GitHubRecord(api, TOKEN, "/api/v3");
      return api;
    } catch (TimeoutException e) {
      throw new AssertionError("nothing came of it in half a minute", e);
    }
  }

  @AfterAll
  static void stop() {
    GITHUB.close().await();
    COLLECTOR.close();
    VERTX.close().await();
  }

  @Test
  void a_webhook_its_run_its_attempt_and_what_is_told_of_it_are_one_trace() throws Exception {
    String commit = repository();
    trigger();

    HttpResponse<String> answer = push(body(commit));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);

    Told webhook =
        COLLECTOR.await(
            "of the webhook",
            span ->
                span.kind().equals("SPAN_KIND_SERVER")
                    && "/webhooks/github".equals(span.attributes().get("url.path")));
    for (String name :
        List.of(
            "process webhook",
            "send verdict.events",
            "process verdict.events",
            "attempt",
            "tell build_status",
            "tell test_run")) {
      Told span =
          COLLECTOR.await(
              name + " in the trace of the webhook",
              each -> each.name().equals(name) && each.trace().equals(webhook.trace()));
      assertThat(span.parent()).as(name).isEqualTo(webhook.id());
    }
    Told told = named("tell build_status", webhook.trace());
    COLLECTOR.await(
        "of the call of GitHub",
        each -> each.kind().equals("SPAN_KIND_CLIENT") && each.parent().equals(told.id()));
    Told processed = named("process webhook", webhook.trace());
    COLLECTOR.await(
        "of a statement",
        each ->
            each.parent().equals(processed.id())
                && each.attributes()
                    .getOrDefault("db.query.text", "")
                    .contains("webhook_deliveries"));
    assertThat(COLLECTOR.spans().toString())
        .doesNotContain(SECRET)
        .doesNotContain(TOKEN)
        .doesNotContain(system.key());
  }

  private static Told named(String name, String trace) throws InterruptedException {
    return COLLECTOR.await(name, each -> each.name().equals(name) && each.trace().equals(trace));
  }

  private void trigger() {
    new ApiClient(system.url(), system.key())
        .post(
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
                    List.of("sh", "-c", "test -n \"$TRACEPARENT\""))),
            JsonNode.class);
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
    Map<String, Object> repository =
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
            "main");
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
            repository,
            "sender",
            Map.of("login", "ada"),
            "commits",
            List.of(),
            "head_commit",
            Map.of("id", commit, "message", "The answer")));
  }

  private static HttpResponse<String> push(byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(UTF_8), "HmacSHA256"));
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(system.url() + "/webhooks/github"))
            .header("Content-Type", "application/json")
            .header("X-GitHub-Event", "push")
            .header("X-GitHub-Delivery", UUID.randomUUID().toString())
            .header("X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
  }
}
