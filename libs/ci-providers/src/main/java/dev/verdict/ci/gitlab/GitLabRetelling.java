package dev.verdict.ci.gitlab;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.webhook.GitNames;
import dev.verdict.ci.webhook.Retold;
import dev.verdict.plugin.ci.DeliveryHistory.Request;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.http.ApiAnswer;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The webhooks of which a pipeline is the trace: its end, and the push that started it. */
final class GitLabRetelling {
  private static final Operation OPERATION = Operation.LIST_DELIVERIES;
  private static final Pattern REQUEST = Pattern.compile("refs/merge-requests/(\\d+)/.*");
  private static final String PUSH = "push ";
  private static final String END = "end ";

  private final GitLabApi api;

  GitLabRetelling(GitLabApi api) {
    this.api = api;
  }

  /** What a pipeline, as it stands in a list, tells of. */
  static void add(List<Sent> sent, JsonObject pipeline, boolean pushes, boolean ends) {
    String id = JsonFields.text(pipeline, "id", "");
    Instant made = JsonFields.instant(pipeline, "created_at");
    if (pushes && made != null && "push".equals(JsonFields.text(pipeline, "source"))) {
      sent.add(new Sent(PUSH + id, "pipeline/" + id + "/push", made));
    }
    Instant changed = JsonFields.instant(pipeline, "updated_at");
    boolean ended = GitLabWords.read(JsonFields.text(pipeline, "status", "")).isFinal();
    if (ends && changed != null && ended) {
      sent.add(new Sent(END + id, "pipeline/" + id + "/" + changed, changed));
    }
  }

  Future<Request> request(Sent sent) {
    String[] key = sent.key().split(" ", 2);
    return api.http()
        .send(api.get(OPERATION, "/pipelines/{}", key[1]))
        .map(ApiAnswer::object)
        .compose(
            pipeline ->
                project()
                    .map(
                        project ->
                            (key[0] + " ").equals(PUSH)
                                ? push(sent, pipeline, project)
                                : end(sent, pipeline, project)));
  }

  private Future<JsonObject> project() {
    return api.http()
        .send(api.get(OPERATION, ""))
        .map(
            answer -> {
              JsonObject project = answer.object();
              return new JsonObject()
                  .put("id", project.getValue("id"))
                  .put("path_with_namespace", project.getValue("path_with_namespace"))
                  .put("web_url", project.getValue("web_url"))
                  .put("git_http_url", project.getValue("http_url_to_repo"))
                  .put("default_branch", project.getValue("default_branch"))
                  .put("visibility_level", level(JsonFields.text(project, "visibility", "")));
            });
  }

  private static int level(String visibility) {
    return switch (visibility) {
      case "public" -> 20;
      case "internal" -> 10;
      default -> 0;
    };
  }

  /** Which files were changed, and what the commits say, is not told here. */
  private static Request push(Sent sent, JsonObject pipeline, JsonObject project) {
    boolean tag = Boolean.TRUE.equals(pipeline.getValue("tag"));
    String ref = JsonFields.text(pipeline, "ref", "");
    String sha = JsonFields.text(pipeline, "sha");
    JsonObject body =
        new JsonObject()
            .put("object_kind", tag ? "tag_push" : "push")
            .put("ref", tag ? GitNames.tagsRef(ref) : GitNames.headsRef(ref))
            .put("before", JsonFields.text(pipeline, "before_sha", "0".repeat(40)))
            .put("after", sha)
            .put("checkout_sha", sha)
            .put(
                "user_username",
                JsonFields.text(JsonFields.object(pipeline, "user"), "username", ""))
            .put("project", project)
            .put("commits", new JsonArray());
    return Retold.json(sent, body, Map.of("X-Gitlab-Event", tag ? "Tag Push Hook" : "Push Hook"));
  }

  private static Request end(Sent sent, JsonObject pipeline, JsonObject project) {
    JsonObject told = new JsonObject();
    for (String name :
        List.of(
            "id",
            "iid",
            "name",
            "ref",
            "tag",
            "sha",
            "before_sha",
            "source",
            "status",
            "created_at",
            "finished_at",
            "duration")) {
      told.put(name, pipeline.getValue(name));
    }
    JsonObject body =
        new JsonObject()
            .put("object_kind", "pipeline")
            .put("object_attributes", told.put("url", pipeline.getValue("web_url")))
            .put("project", project);
    Matcher request = REQUEST.matcher(JsonFields.text(pipeline, "ref", ""));
    if (request.matches()) {
      body.put("merge_request", JsonObject.of("iid", Integer.valueOf(request.group(1))));
    }
    return Retold.json(sent, body, Map.of("X-Gitlab-Event", "Pipeline Hook"));
  }
}
