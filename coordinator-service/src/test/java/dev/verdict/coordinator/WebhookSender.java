package dev.verdict.coordinator;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.usecase.webhook.WebhookSecrets;
import dev.verdict.runtime.settings.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A CI system that sends webhooks. */
final class WebhookSender {
  static final String SECRET = "the-new-secret";
  static final String OLD_SECRET = "the-old-secret";

  /** As they all speak: one request after another on a connection. */
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  private final RunningCoordinator coordinator;

  WebhookSender(RunningCoordinator coordinator) {
    this.coordinator = coordinator;
  }

  static WebhookSettings settings() {
    return WebhookSettings.with(
        Map.of(
            "fake",
            new WebhookSecrets(
                List.of(new Secret(SECRET), new Secret(OLD_SECRET)),
                Map.of("acme/own", List.of(new Secret("repository-secret"))),
                false)));
  }

  static Map<String, Object> push(String repository, String branch, char sha) {
    return Map.of(
        "kind",
        "push",
        "repository",
        repository,
        "branch",
        branch,
        "sha",
        Character.toString(sha).repeat(40),
        "paths",
        List.of("src/a.py"));
  }

  static Map<String, Object> pullRequest(String repository, String number, char sha) {
    return Map.of(
        "kind",
        "pull_request",
        "repository",
        repository,
        "number",
        number,
        "action",
        "OPENED",
        "sha",
        Character.toString(sha).repeat(40));
  }

  static Map<String, Object> comment(
      String repository, String number, String text, boolean mayWrite) {
    return Map.of(
        "kind", "comment",
        "repository", repository,
        "number", number,
        "text", text,
        "may_write", mayWrite);
  }

  RunningCoordinator.Reply send(Object body, Map<String, String> headers) {
    byte[] bytes = Json.bytes(body);
    Map<String, String> signed = new HashMap<>(headers);
    signed.put(FakeWebhooks.SIGNATURE, FakeWebhooks.sign(SECRET, bytes));
    return post(bytes, signed);
  }

  RunningCoordinator.Reply sendSigned(byte[] body) {
    return post(body, Map.of(FakeWebhooks.SIGNATURE, FakeWebhooks.sign(SECRET, body)));
  }

  RunningCoordinator.Reply post(byte[] body, Map<String, String> headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(coordinator.url() + "/webhooks/fake"))
            .timeout(Duration.ofSeconds(60))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    headers.forEach(request::header);
    try {
      HttpResponse<String> answer =
          client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new RunningCoordinator.Reply(answer.statusCode(), answer.body());
    } catch (IOException e) {
      throw new AssertionError(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** Sends it and gives the delivery when it has its outcome. */
  JsonNode settled(Object body) {
    var reply =
        send(
            body,
            Map.of("x-fake-event", "something", "x-fake-delivery", UUID.randomUUID().toString()));
    if (reply.status() != 202) {
      throw new AssertionError(reply.status() + ": " + reply.body());
    }
    return settledId(
        Json.tree(reply.body().getBytes(StandardCharsets.UTF_8)).get("delivery").asText());
  }

  JsonNode settledId(String id) {
    return until(
        "/api/v1/webhooks/deliveries/" + id,
        delivery -> !delivery.get("outcome").asText().equals("pending"));
  }

  /** Asks until it is so; whoever processes deliveries tells nobody when. */
  JsonNode until(String path, Predicate<JsonNode> isSo) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    while (true) {
      JsonNode found = coordinator.get(path);
      if (isSo.test(found)) {
        return found;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError("not within 30 s: " + found);
      }
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS))
          .join();
    }
  }
}
