package dev.verdict.ci.bitbucket;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What Bitbucket must have sent: the mark that each pipeline that has ended left on its commit, and
 * the push that started it. Of a push that started no pipeline there is no trace.
 */
record BitbucketHistory(BitbucketApi api) implements DeliveryHistory {
  private static final Operation OPERATION = Operation.LIST_DELIVERIES;
  private static final String MARK = "mark ";

  @Override
  public Future<Page> sent(Question question, String page) {
    int number = page.isEmpty() ? 1 : Integer.parseInt(page);
    return api.http()
        .send(
            api.get(OPERATION, "/pipelines/")
                .query("sort", "-created_on")
                .query("pagelen", BitbucketApi.PAGE)
                .query("page", number))
        .map(
            answer -> {
              List<JsonObject> pipelines = list(answer);
              List<Sent> sent = new ArrayList<>();
              boolean over = pipelines.size() < BitbucketApi.PAGE;
              for (JsonObject each : pipelines) {
                over |= Retold.isPast(JsonFields.instant(each, "created_on"), question.since());
                addPush(sent, each, question.since());
                addEnd(sent, each, question.since());
              }
              return new Page(sent, over ? null : Integer.toString(number + 1));
            });
  }

  private void addPush(List<Sent> sent, JsonObject pipeline, Instant since) {
    Instant at = JsonFields.instant(pipeline, "created_on");
    JsonObject target = JsonFields.object(pipeline, "target");
    String name = JsonFields.text(target, "ref_name");
    JsonObject trigger = JsonFields.object(pipeline, "trigger");
    boolean pushed = "pipeline_trigger_push".equals(JsonFields.text(trigger, "type"));
    if (at == null || at.isBefore(since) || name == null || !pushed) {
      return;
    }
    boolean tag = "tag".equals(JsonFields.text(target, "ref_type"));
    JsonObject now =
        JsonObject.of(
            "type",
            tag ? "tag" : "branch",
            "name",
            name,
            "target",
            JsonObject.of("hash", commit(pipeline)));
    JsonObject body =
        JsonObject.of(
            "push",
            JsonObject.of("changes", JsonArray.of(JsonObject.of("new", now))),
            "repository",
            repository());
    sent.add(Retold.whole("pipeline/" + number(pipeline) + "/push", at, body));
  }

  private static void addEnd(List<Sent> sent, JsonObject pipeline, Instant since) {
    Instant ended = JsonFields.instant(pipeline, "completed_on");
    if (ended != null && !ended.isBefore(since)) {
      sent.add(
          new Sent(
              MARK + number(pipeline) + " " + commit(pipeline),
              "pipeline/" + number(pipeline) + "/" + ended,
              ended));
    }
  }

  private static String number(JsonObject pipeline) {
    return JsonFields.text(pipeline, "build_number", "");
  }

  private static String commit(JsonObject pipeline) {
    return JsonFields.text(JsonFields.object(pipeline, "target", "commit"), "hash", "");
  }

  private JsonObject repository() {
    return JsonObject.of(
        "full_name",
        api.workspace() + "/" + api.repository(),
        "links",
        JsonObject.of("html", JsonObject.of("href", api.page("").toString())));
  }

  @Override
  public Future<Request> request(Sent sent) {
    if (!sent.key().startsWith(MARK)) {
      return Future.succeededFuture(Retold.json(sent, Map.of("X-Event-Key", "repo:push")));
    }
    String[] key = sent.key().split(" ", 3);
    return api.http()
        .send(api.get(OPERATION, "/commit/{}/statuses", key[2]).query("pagelen", BitbucketApi.PAGE))
        .map(
            answer ->
                Retold.json(
                    sent,
                    JsonObject.of(
                        "commit_status",
                        list(answer).stream()
                            .filter(each -> BitbucketRuns.isOf(each, key[1]))
                            .findFirst()
                            // It left none, so nothing was sent: this means nothing either.
                            .orElseGet(JsonObject::new),
                        "repository",
                        repository()),
                    Map.of("X-Event-Key", "repo:commit_status_updated")));
  }

  private static List<JsonObject> list(ApiAnswer answer) {
    if (!(answer.object().getValue("values") instanceof JsonArray values)) {
      throw answer.unreadable("no list of values");
    }
    return JsonFields.objects(values);
  }
}
