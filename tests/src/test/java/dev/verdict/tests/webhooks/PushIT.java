package dev.verdict.tests.webhooks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.contract.Verdict;
import dev.verdict.tests.wholesystem.Runs;
import dev.verdict.tests.wholesystem.WholeSystem;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.jgit.api.Git;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A signed push of GitHub, to the verdict of the commit that it names. */
@Timeout(120)
class PushIT {
  private static final String SECRET = "a-secret-of-github";

  @RegisterExtension
  static final WholeSystem system = new WholeSystem(Map.of("webhooks.github.secrets", SECRET));

  @TempDir Path directory;

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
    assertThat(push(commit, sign(body(commit))).statusCode()).isEqualTo(200);
    assertThat(push(commit, sign(body("0".repeat(40)))).statusCode()).isEqualTo(401);
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
                "full_name", "acme/shop",
                "private", false,
                "html_url", "https://github.com/acme/shop",
                "clone_url", "https://github.com/acme/shop.git",
                "default_branch", "main"),
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
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
          .join();
    }
  }
}
