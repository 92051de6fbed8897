package dev.verdict.ci.gitlab;

import dev.verdict.ci.CutText;
import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.ci.RunState;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.Comparator;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Statuses of commits, which GitLab shows as jobs of others. */
record GitLabStatuses(GitLabApi api) {
  private static final int LONGEST = 255;

  /**
   * A status, in a pipeline or beside.
   *
   * @param description may be empty
   */
  record Mark(
      GitLabRunId at, RunState state, String description, @Nullable URI url, Operation operation) {}

  /** In its pipeline if there is one; a pipeline of merged results is of another commit. */
  Future<Void> put(Mark mark) {
    if (mark.at().pipeline().isEmpty()) {
      return send(mark, body(mark).put("ref", mark.at().ref()));
    }
    return send(mark, body(mark).put("pipeline_id", Long.valueOf(mark.at().pipeline().get())))
        .recover(
            failure ->
                failure instanceof ResourceNotFoundError
                    ? send(mark, body(mark).put("ref", mark.at().ref()))
                    : Future.failedFuture(failure));
  }

  private Future<Void> send(Mark mark, JsonObject body) {
    if (body.getValue("ref") == null) {
      body.remove("ref");
    }
    return api.http()
        .send(
            api.post(mark.operation(), "/statuses/{}", String.valueOf(mark.at().sha()))
                .json(body)
                .safeToRepeat())
        .mapEmpty();
  }

  private static JsonObject body(Mark mark) {
    JsonObject body =
        new JsonObject()
            .put("state", GitLabWords.say(mark.state()))
            .put("name", CutText.line(String.valueOf(mark.at().name()), LONGEST))
            .put("description", CutText.line(words(mark), LONGEST));
    if (mark.url() != null && mark.url().toString().length() <= LONGEST) {
      body.put("target_url", mark.url().toString());
    }
    return body;
  }

  /** What GitLab's word for the state does not tell stands in the description. */
  private static String words(Mark mark) {
    String state = mark.state().word();
    if (mark.description().isBlank()) {
      return state;
    }
    return switch (mark.state()) {
      case ERROR, TIMEOUT -> state + ": " + mark.description();
      default -> mark.description();
    };
  }

  /** The newest of a name; GitLab makes another when one has ended. */
  Future<Optional<JsonObject>> newest(GitLabRunId id) {
    return api.http()
        .send(
            api.get(
                    Operation.GET_TEST_RUN_STATUS,
                    "/repository/commits/{}/statuses",
                    String.valueOf(id.sha()))
                .query("name", id.name())
                .query("per_page", GitLabApi.PAGE))
        .map(
            answer ->
                JsonFields.objects(answer.array()).stream()
                    .filter(each -> String.valueOf(id.name()).equals(each.getString("name")))
                    .max(Comparator.comparingLong(each -> each.getLong("id", 0L))));
  }
}
