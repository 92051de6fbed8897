package dev.verdict.ci.gitlab;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What GitLab has sent in the last seven days (from 17.3 on), and what it must have sent: a hook
 * that failed too often is switched off for up to a day, and nothing is remembered of what it would
 * have sent then. That is told from pipelines.
 */
final class GitLabHistory implements DeliveryHistory {
  private static final Operation OPERATION = Operation.LIST_DELIVERIES;

  /** The most that GitLab gives of these. */
  private static final int EVENTS = 20;

  private static final String EVENT = "event ";

  private final GitLabApi api;
  private final GitLabRetelling retelling;

  GitLabHistory(GitLabApi api) {
    this.api = api;
    this.retelling = new GitLabRetelling(api);
  }

  /**
   * Where the next page is: events of a hook, then pipelines.
   *
   * @param pushes whether the hook is told of every push
   * @param runs whether it is told of pipelines
   */
  private record Place(String hook, boolean pushes, boolean runs, String list, int page) {
    static Place parse(String text) {
      String[] parts = text.split(" ");
      return new Place(
          parts[0],
          Boolean.parseBoolean(parts[1]),
          Boolean.parseBoolean(parts[2]),
          parts[3],
          Integer.parseInt(parts[4]));
    }

    String text() {
      return String.join(
          " ",
          hook,
          Boolean.toString(pushes),
          Boolean.toString(runs),
          list,
          Integer.toString(page));
    }

    Place next() {
      return new Place(hook, pushes, runs, list, page + 1);
    }

    @Nullable Place pipelines() {
      return pushes || runs ? new Place(hook, pushes, runs, "pipelines", 1) : null;
    }
  }

  @Override
  public Future<Page> sent(Question question, String page) {
    Future<Place> place =
        page.isEmpty()
            ? api.http()
                .send(api.get(OPERATION, "/hooks").query("per_page", GitLabApi.PAGE))
                .map(answer -> hook(answer.array(), question.receiver()))
            : Future.succeededFuture(Place.parse(page));
    return place.compose(
        at ->
            at.list().equals("events")
                ? events(at, question.since())
                : pipelines(at, question.since()));
  }

  private static Place hook(JsonArray hooks, String receiver) {
    for (JsonObject hook : JsonFields.objects(hooks)) {
      if (JsonFields.text(hook, "url", "").replaceFirst("/*(?:[?#].*)?$", "").endsWith(receiver)) {
        boolean all = JsonFields.text(hook, "push_events_branch_filter", "").isEmpty();
        return new Place(
            JsonFields.text(hook, "id", ""),
            all && Boolean.TRUE.equals(hook.getValue("push_events")),
            Boolean.TRUE.equals(hook.getValue("pipeline_events")),
            "events",
            1);
      }
    }
    throw new ConfigurationError(
        Failure.of(
            GitLabApi.NAME,
            OPERATION,
            "no webhook of the project ends with " + receiver,
            "set one up, or take the project out of webhooks.gitlab.reconcile"));
  }

  private Future<Page> events(Place at, Instant since) {
    return api.http()
        .send(
            api.get(OPERATION, "/hooks/{}/events", at.hook())
                .query("per_page", EVENTS)
                .query("page", at.page())
                // An older GitLab has none.
                .accepting(404))
        .map(
            answer -> {
              List<JsonObject> events =
                  answer.status() == 404 ? List.of() : JsonFields.objects(answer.array());
              List<Sent> sent = new ArrayList<>();
              boolean over = events.size() < EVENTS;
              for (JsonObject event : events) {
                Instant when = JsonFields.instant(event, "created_at");
                over |= when != null && when.isBefore(since);
                addEvent(sent, event, when == null ? since : when);
              }
              Place next = over ? at.pipelines() : at.next();
              return new Page(sent, next == null ? null : next.text());
            });
  }

  private static void addEvent(List<Sent> sent, JsonObject event, Instant when) {
    JsonObject headers = JsonFields.object(event, "request_headers");
    if (headers == null) {
      return;
    }
    String id = "";
    for (String name : List.of("X-Gitlab-Event-UUID", "Idempotency-Key", "webhook-id")) {
      id = JsonFields.text(headers, name, id);
    }
    if (!id.isEmpty()) {
      JsonObject kept =
          JsonObject.of("headers", headers, "body", JsonFields.object(event, "request_data"));
      sent.add(new Sent(EVENT + kept.encode(), id, when));
    }
  }

  private Future<Page> pipelines(Place at, Instant since) {
    return api.http()
        .send(
            api.get(OPERATION, "/pipelines")
                .query("updated_after", since)
                .query("order_by", "updated_at")
                .query("sort", "desc")
                .query("per_page", GitLabApi.PAGE)
                .query("page", at.page()))
        .map(
            answer -> {
              List<Sent> sent = new ArrayList<>();
              List<JsonObject> pipelines = pipelines(answer);
              for (JsonObject each : pipelines) {
                GitLabRetelling.add(sent, each, at.pushes(), at.runs());
              }
              return new Page(sent, pipelines.size() < GitLabApi.PAGE ? null : at.next().text());
            });
  }

  private static List<JsonObject> pipelines(ApiAnswer answer) {
    return JsonFields.objects(answer.array());
  }

  @Override
  public Future<Request> request(Sent sent) {
    return sent.key().startsWith(EVENT)
        ? Future.future(promise -> promise.complete(event(sent)))
        : retelling.request(sent);
  }

  /** Without what was the proof: GitLab does not tell it. */
  private static Request event(Sent sent) {
    JsonObject kept = new JsonObject(sent.key().substring(EVENT.length()));
    if (!(kept.getValue("body") instanceof JsonObject body) || body.containsKey("oversize")) {
      throw new UnreadableWebhook("request_data", "not kept", "what was sent");
    }
    Map<String, String> headers = new HashMap<>();
    kept.getJsonObject("headers")
        .forEach(one -> headers.put(one.getKey(), String.valueOf(one.getValue())));
    headers.keySet().removeIf(name -> name.matches("(?i)content-type|x-gitlab-token"));
    return Retold.json(sent, body, headers);
  }
}
