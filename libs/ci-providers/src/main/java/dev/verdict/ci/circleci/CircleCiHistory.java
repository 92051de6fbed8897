package dev.verdict.ci.circleci;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What CircleCI must have sent: the end of each workflow that has ended. */
record CircleCiHistory(CircleCiApi api) implements DeliveryHistory {
  private static final Operation OPERATION = Operation.LIST_DELIVERIES;

  @Override
  public Future<Page> sent(Question question, String page) {
    return api.page(api.project(OPERATION, "/pipeline"), page)
        .compose(
            found -> {
              boolean over =
                  found.items().stream()
                      .anyMatch(
                          each ->
                              Retold.isPast(
                                  JsonFields.instant(each, "created_at"), question.since()));
              return workflows(found.items(), question.since())
                  .map(sent -> new Page(sent, over ? null : found.next().orElse(null)));
            });
  }

  private Future<List<Sent>> workflows(List<JsonObject> pipelines, Instant since) {
    Future<List<Sent>> all = Future.succeededFuture(new ArrayList<>());
    for (JsonObject pipeline : pipelines) {
      String id = JsonFields.text(pipeline, "id");
      if (id != null && !Retold.isPast(JsonFields.instant(pipeline, "created_at"), since)) {
        all =
            all.compose(
                before ->
                    api.page(ApiRequest.get(OPERATION, "/pipeline/{}/workflow", id), "")
                        .map(
                            found -> {
                              found
                                  .items()
                                  .forEach(each -> addEnded(before, pipeline, each, since));
                              return before;
                            }));
      }
    }
    return all;
  }

  private void addEnded(List<Sent> sent, JsonObject pipeline, JsonObject workflow, Instant since) {
    Instant ended = JsonFields.instant(workflow, "stopped_at");
    boolean isFinal = CircleCiWords.read(JsonFields.text(workflow, "status", "")).isFinal();
    if (ended != null && isFinal && !ended.isBefore(since)) {
      String id = "workflow/" + JsonFields.text(workflow, "id", "") + "/" + ended;
      sent.add(Retold.whole(id, ended, body(pipeline, workflow)));
    }
  }

  private JsonObject body(JsonObject pipeline, JsonObject workflow) {
    URI page = CircleCiStatus.page(api, workflow);
    return JsonObject.of(
        "type",
        "workflow-completed",
        "happened_at",
        workflow.getValue("stopped_at"),
        "workflow",
        workflow.copy().put("url", page == null ? null : page.toString()),
        "pipeline",
        pipeline,
        "project",
        JsonObject.of("slug", JsonFields.text(workflow, "project_slug")));
  }

  @Override
  public Future<Request> request(Sent sent) {
    return Future.succeededFuture(
        Retold.json(sent, Map.of("circleci-event-type", "workflow-completed")));
  }
}
