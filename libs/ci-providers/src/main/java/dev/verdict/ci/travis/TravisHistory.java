package dev.verdict.ci.travis;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What Travis CI must have sent: the end of each build that has ended. */
record TravisHistory(TravisApi api) implements DeliveryHistory {
  private static final int PAGE = 100;

  @Override
  public Future<Page> sent(Question question, String page) {
    int offset = page.isEmpty() ? 0 : Integer.parseInt(page);
    return api.http()
        .send(
            ApiRequest.get(Operation.LIST_DELIVERIES, "/repo/{}/builds", api.repository())
                .query("limit", PAGE)
                .query("offset", offset)
                .query("sort_by", "id:desc"))
        .map(answer -> read(answer, question.since(), offset));
  }

  private Page read(ApiAnswer answer, Instant since, int offset) {
    if (!(answer.object().getValue("builds") instanceof JsonArray builds)) {
      throw answer.unreadable("no list of builds");
    }
    List<Sent> sent = new ArrayList<>();
    boolean over = builds.size() < PAGE;
    for (JsonObject build : JsonFields.objects(builds)) {
      Instant ended = JsonFields.instant(build, "finished_at");
      over |= Retold.isPast(JsonFields.instant(build, "started_at"), since);
      boolean isFinal = TravisWords.read(JsonFields.text(build, "state", "")).isFinal();
      if (isFinal && ended != null && !ended.isBefore(since)) {
        String id = "build/" + JsonFields.text(build, "id", "") + "/" + ended;
        sent.add(Retold.whole(id, ended, payload(build)));
      }
    }
    return new Page(sent, over ? null : Integer.toString(offset + PAGE));
  }

  @Override
  public Future<Request> request(Sent sent) {
    String form = "payload=" + URLEncoder.encode(sent.key(), StandardCharsets.UTF_8);
    return Future.succeededFuture(
        Retold.of(sent, "application/x-www-form-urlencoded", form, Map.of()));
  }

  /**
   * Of a pull request its commit is left out: it is a merge that was made for trying it, and the
   * head is not told here.
   */
  private JsonObject payload(JsonObject build) {
    boolean pull = "pull_request".equals(JsonFields.text(build, "event_type"));
    JsonObject commit = JsonFields.object(build, "commit");
    String[] slug = api.repository().split("/", 2);
    JsonObject tag = JsonFields.object(build, "tag");
    return new JsonObject()
        .put("id", build.getValue("id"))
        .put("number", build.getValue("number"))
        .put("type", build.getValue("event_type"))
        .put("state", build.getValue("state"))
        .put("commit", pull ? null : JsonFields.text(commit, "sha"))
        .put("branch", JsonFields.text(JsonFields.object(build, "branch"), "name"))
        .put("tag", JsonFields.text(tag, "name"))
        .put("pull_request", pull)
        .put("pull_request_number", build.getValue("pull_request_number"))
        .put("build_url", api.page("builds", JsonFields.text(build, "id", "")).toString())
        .put("started_at", build.getValue("started_at"))
        .put("finished_at", build.getValue("finished_at"))
        .put("repository", JsonObject.of("owner_name", slug[0], "name", slug[1]));
  }
}
