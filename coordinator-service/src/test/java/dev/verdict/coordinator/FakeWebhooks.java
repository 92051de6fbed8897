package dev.verdict.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.webhook.Authenticity;
import dev.verdict.plugin.webhook.CiEvent;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.Repository;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.plugin.webhook.WebhookKeys;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The webhooks of a CI system that there is not: small bodies, signed as GitHub signs. */
public final class FakeWebhooks implements WebhookDialect {
  static final String SIGNATURE = "x-fake-signature";

  @Override
  public String provider() {
    return "fake";
  }

  @Override
  public Authenticity check(InboundRequest request, WebhookKeys keys) {
    Optional<String> signature = request.header(SIGNATURE);
    if (signature.isEmpty()) {
      return new Authenticity.Missing(SIGNATURE + ": <hex>");
    }
    return IntStream.range(0, keys.secrets().size())
        .filter(
            i ->
                MessageDigest.isEqual(
                    sign(keys.secrets().get(i), request.body()).getBytes(UTF_8),
                    signature.get().getBytes(UTF_8)))
        .mapToObj(i -> (Authenticity) new Authenticity.Genuine(i))
        .findFirst()
        .orElse(new Authenticity.Wrong(SIGNATURE + " fits no secret"));
  }

  static String sign(String secret, byte[] body) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(UTF_8), "HmacSHA256"));
      return HexFormat.of().formatHex(mac.doFinal(body));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public Optional<String> deliveryId(InboundRequest request) {
    return request.header("x-fake-delivery");
  }

  @Override
  public String event(InboundRequest request) {
    return request.header("x-fake-event").orElse("unknown");
  }

  @Override
  public String repository(InboundRequest request) {
    return request.json().getString("repository", "");
  }

  @Override
  public List<CiEvent> read(InboundRequest request) {
    JsonObject json = request.json();
    Repository repository =
        new Repository(
            json.getString("repository", ""),
            URI.create("https://example.org/" + json.getString("repository", "") + ".git"),
            null,
            "main",
            false);
    return List.of(
        switch (json.getString("kind", "")) {
          case "push" ->
              new CiEvent.Push(
                  repository,
                  "refs/heads/" + json.getString("branch"),
                  json.getString("branch"),
                  null,
                  "",
                  json.getString("sha"),
                  false,
                  json.getJsonArray("paths", new JsonArray()).stream()
                      .map(String::valueOf)
                      .toList(),
                  true,
                  json.getString("sender", "ada"),
                  json.getString("message", ""));
          case "pull_request" ->
              new CiEvent.PullRequest(
                  repository,
                  json.getString("number"),
                  CiEvent.PullRequest.Action.valueOf(json.getString("action")),
                  "A title",
                  json.getString("sha"),
                  "topic",
                  null,
                  false,
                  "main",
                  List.of(),
                  "ada",
                  "ada");
          case "comment" ->
              new CiEvent.Comment(
                  repository,
                  json.getString("number"),
                  "1",
                  json.getString("text"),
                  json.getString("author", "ada"),
                  json.getBoolean("may_write", false),
                  "",
                  null);
          case "run" ->
              new CiEvent.CiRun(
                  repository,
                  json.getString("run"),
                  json.getString("name", "CI"),
                  CiEvent.CiRun.Phase.valueOf(json.getString("phase")),
                  RunState.valueOf(json.getString("state")),
                  json.getString("state").toLowerCase(java.util.Locale.ROOT),
                  "a".repeat(40),
                  "main",
                  null,
                  URI.create("https://example.org/runs/" + json.getString("run")),
                  null,
                  json.getInstant("finished_at"));
          case "ping" -> new CiEvent.Ping("hello");
          default -> new CiEvent.Ignored(json.getString("kind", "unknown"), "not for us");
        });
  }
}
