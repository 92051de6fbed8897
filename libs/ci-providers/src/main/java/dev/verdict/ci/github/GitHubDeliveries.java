package dev.verdict.ci.github;

import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The webhook deliveries that GitHub remembers for three days. The token needs the right to read
 * webhooks of the repository.
 */
final class GitHubDeliveries implements DeliveryHistory {
  private final GitHubApi api;

  GitHubDeliveries(GitHubApi api) {
    this.api = api;
  }

  @Override
  public Future<Page> sent(Question question, String page) {
    if (!page.isEmpty()) {
      String[] known = page.split(" ", 2);
      return list(
          known[0],
          question.since(),
          ApiRequest.get(Operation.LIST_DELIVERIES, URI.create(known[1])));
    }
    return api.http()
        .send(api.get(Operation.LIST_DELIVERIES, "/hooks").query("per_page", GitHubApi.PAGE))
        .map(answer -> hook(answer.array(), question.receiver()))
        .compose(
            hook ->
                list(
                    hook,
                    question.since(),
                    api.get(Operation.LIST_DELIVERIES, "/hooks/{}/deliveries", hook)
                        .query("per_page", GitHubApi.PAGE)));
  }

  private static String hook(JsonArray hooks, String receiver) {
    for (Object each : hooks) {
      if (each instanceof JsonObject hook
          && hook.getJsonObject("config", new JsonObject())
              .getString("url", "")
              .replaceFirst("[/?#]*$", "")
              .endsWith(receiver)) {
        return String.valueOf(hook.getValue("id"));
      }
    }
    throw new ConfigurationError(
        Failure.of(
            GitHubApi.NAME,
            Operation.LIST_DELIVERIES,
            "no webhook of the repository ends with " + receiver,
            "set one up, or take the repository out of webhooks.github.reconcile"));
  }

  private Future<Page> list(String hook, Instant since, ApiRequest request) {
    return api.http().send(request).map(answer -> read(hook, since, answer));
  }

  /** What was sent again has the id of the first: that one says what it was. */
  private static Page read(String hook, Instant since, ApiAnswer answer) {
    List<Sent> sent = new ArrayList<>();
    boolean over = false;
    for (Object each : answer.array()) {
      Instant at =
          each instanceof JsonObject one
              ? GitHubArtifacts.instant(one.getString("delivered_at"))
              : null;
      if (each instanceof JsonObject one && at != null && one.getString("guid") != null) {
        sent.add(
            new Sent(hook + "/" + String.valueOf(one.getValue("id")), one.getString("guid"), at));
        over |= at.isBefore(since);
      }
    }
    return new Page(sent, over ? null : answer.next().map(next -> hook + " " + next).orElse(null));
  }

  @Override
  public Future<Request> request(Sent sent) {
    String[] key = sent.key().split("/", 2);
    return api.http()
        .send(api.get(Operation.LIST_DELIVERIES, "/hooks/{}/deliveries/{}", key[0], key[1]))
        .map(
            answer -> {
              JsonObject request = answer.object().getJsonObject("request", new JsonObject());
              if (!(request.getValue("payload") instanceof JsonObject payload)) {
                // It never gets better, unlike an answer that breaks off.
                throw new UnreadableWebhook(
                    "request.payload", String.valueOf(request.getValue("payload")), "JSON object");
              }
              Map<String, List<String>> headers = new HashMap<>();
              request
                  .getJsonObject("headers", new JsonObject())
                  .forEach(
                      one -> headers.put(one.getKey(), List.of(String.valueOf(one.getValue()))));
              // It shows what a form meant, not the form.
              headers.keySet().removeIf(name -> name.equalsIgnoreCase("content-type"));
              headers.put("content-type", List.of("application/json"));
              return new Request(headers, payload.encode().getBytes(StandardCharsets.UTF_8));
            });
  }
}
