package dev.verdict.ci.teamcity;

import dev.verdict.ci.JsonFields;
import dev.verdict.ci.fallback.NotedRunId;
import dev.verdict.ci.fallback.RunNotes;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunUpdate;
import dev.verdict.plugin.ci.http.ApiBody;
import dev.verdict.plugin.ci.http.ApiRequest;
import io.vertx.core.Future;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a build carries of our test runs: a line of its comment for people, a tag for searches. */
record TeamCityNotes(TeamCityApi api) {
  private static final String FIELDS = "id,webUrl,comment(text),tags(tag(name))";

  /** Gives the page of the build; what was noted of the same run before stays. */
  Future<@Nullable URI> begin(NotedRunId id, @Nullable URI page) {
    return api.with(
        Operation.CREATE_TEST_RUN,
        id.build(),
        build ->
            api.read(Operation.CREATE_TEST_RUN, build, FIELDS)
                .compose(
                    shown ->
                        (notes(shown).tell(id.name(), page)
                                ? Future.<Void>succeededFuture()
                                : note(
                                    Operation.CREATE_TEST_RUN,
                                    build,
                                    shown,
                                    id.name(),
                                    notes(shown).with(id.name(), RunState.RUNNING, "", page),
                                    RunState.RUNNING))
                            .map(JsonFields.url(shown, "webUrl"))));
  }

  Future<Void> change(NotedRunId id, TestRunUpdate update) {
    return api.with(
        Operation.UPDATE_TEST_RUN,
        id.build(),
        build ->
            api.read(Operation.UPDATE_TEST_RUN, build, FIELDS)
                .compose(
                    shown ->
                        note(
                            Operation.UPDATE_TEST_RUN,
                            build,
                            shown,
                            id.name(),
                            notes(shown)
                                .with(
                                    id.name(), update.state(), update.title(), update.detailsUrl()),
                            update.state())));
  }

  private static RunNotes notes(JsonObject shown) {
    return RunNotes.in(JsonFields.text(JsonFields.object(shown, "comment"), "text"));
  }

  private Future<Void> note(
      Operation operation,
      String build,
      JsonObject shown,
      String name,
      RunNotes notes,
      RunState state) {
    ApiRequest comment =
        ApiRequest.at(operation, HttpMethod.PUT, build + "/comment")
            .body(ApiBody.text("text/plain", notes.text()));
    return api.http().send(comment).compose(done -> tag(operation, build, shown, name, state));
  }

  /** All tags are replaced at once, so those of others go with ours. */
  private Future<Void> tag(
      Operation operation, String build, JsonObject shown, String name, RunState state) {
    JsonObject tagged = JsonFields.object(shown, "tags");
    List<String> before =
        JsonFields.objects(tagged == null ? null : tagged.getValue("tag")).stream()
            .map(each -> JsonFields.text(each, "name", ""))
            .toList();
    List<String> after = new ArrayList<>(before);
    after.removeIf(each -> each.startsWith(TeamCityWords.tagStart(name)));
    after.add(TeamCityWords.tag(name, state));
    if (after.equals(before)) {
      return Future.succeededFuture();
    }
    JsonArray tags = new JsonArray();
    after.forEach(each -> tags.add(JsonObject.of("name", each)));
    return api.http()
        .send(
            ApiRequest.at(operation, HttpMethod.PUT, build + "/tags")
                .json(JsonObject.of("tag", tags)))
        .mapEmpty();
  }
}
