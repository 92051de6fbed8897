package dev.verdict.ci.azure;

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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What Azure DevOps must have sent: the end of each build that has ended, and every push to a
 * repository of its own.
 */
record AzureHistory(AzureApi api) implements DeliveryHistory {
  private static final Operation OPERATION = Operation.LIST_DELIVERIES;
  private static final int PAGE = 100;
  private static final String PUSHES = "pushes ";

  /** Builds first: their next page has a token, that of pushes a number. */
  @Override
  public Future<Page> sent(Question question, String page) {
    return page.startsWith(PUSHES)
        ? pushes(question, Integer.parseInt(page.substring(PUSHES.length())))
        : builds(question, page);
  }

  private Future<Page> builds(Question question, String token) {
    return api.http()
        .send(
            api.get(OPERATION, "/build/builds")
                .query("minTime", question.since())
                .query("queryOrder", "finishTimeDescending")
                .query("statusFilter", "completed")
                .query("$top", PAGE)
                .query("continuationToken", token.isEmpty() ? null : token))
        .map(
            answer -> {
              List<Sent> sent = new ArrayList<>();
              for (JsonObject build : list(answer)) {
                Instant ended = JsonFields.instant(build, "finishTime");
                if (ended != null && isOf(build, question.repository())) {
                  String id = "build/" + JsonFields.text(build, "id", "") + "/" + ended;
                  sent.add(Retold.whole(id, ended, body("build.complete", build)));
                }
              }
              String more = answer.header("x-ms-continuationtoken");
              return new Page(sent, more == null || more.isBlank() ? PUSHES + 0 : more);
            });
  }

  private static JsonObject body(String event, JsonObject resource) {
    return JsonObject.of("eventType", event, "publisherId", "tfs", "resource", resource);
  }

  /** By its own name, and that of its project, which stands beside it. */
  private static boolean isOf(JsonObject build, String asked) {
    JsonObject repository = JsonFields.object(build, "repository");
    boolean own = JsonFields.text(repository, "type", "TfsGit").equals("TfsGit");
    if (!own) {
      return asked.equalsIgnoreCase(JsonFields.text(repository, "id", ""));
    }
    String name = JsonFields.text(repository, "name", "");
    String project = JsonFields.text(JsonFields.object(build, "project"), "name", "");
    return asked.equalsIgnoreCase(name) || asked.equalsIgnoreCase(project + "/" + name);
  }

  private Future<Page> pushes(Question question, int from) {
    Optional<String> repository = repository(question.repository());
    if (repository.isEmpty()) {
      return Future.succeededFuture(new Page(List.of(), null));
    }
    return api.http()
        .send(
            api.get(OPERATION, "/git/repositories/{}/pushes", repository.get())
                .query("searchCriteria.fromDate", question.since())
                .query("searchCriteria.includeRefUpdates", true)
                .query("$top", PAGE)
                .query("$skip", from)
                // One that is somewhere else has none here.
                .accepting(404))
        .map(
            answer -> {
              List<JsonObject> pushes = answer.status() == 404 ? List.of() : list(answer);
              List<Sent> sent = new ArrayList<>();
              for (JsonObject push : pushes) {
                Instant at = JsonFields.instant(push, "date");
                if (at != null) {
                  String id = "push/" + JsonFields.text(push, "pushId", "") + "/" + at;
                  sent.add(Retold.whole(id, at, body("git.push", named(push, repository.get()))));
                }
              }
              return new Page(sent, pushes.size() < PAGE ? null : PUSHES + (from + PAGE));
            });
  }

  private Optional<String> repository(String asked) {
    if (api.repository().isPresent()) {
      return api.repository();
    }
    if (!asked.contains("/")) {
      return Optional.of(asked);
    }
    return asked.startsWith(api.project() + "/")
        ? Optional.of(asked.substring(api.project().length() + 1))
        : Optional.empty();
  }

  /** A push may name its repository by its id alone. */
  private JsonObject named(JsonObject push, String name) {
    JsonObject repository = JsonFields.object(push, "repository");
    JsonObject told = repository == null ? new JsonObject() : repository.copy();
    if (JsonFields.text(told, "name") == null) {
      told.put("name", name);
    }
    if (JsonFields.text(JsonFields.object(told, "project"), "name") == null) {
      told.put("project", JsonObject.of("name", api.project()));
    }
    return push.copy().put("repository", told);
  }

  private static List<JsonObject> list(ApiAnswer answer) {
    @Nullable Object value = answer.object().getValue("value");
    if (!(value instanceof JsonArray)) {
      throw answer.unreadable("no list of values");
    }
    return JsonFields.objects(value);
  }

  @Override
  public Future<Request> request(Sent sent) {
    return Future.succeededFuture(Retold.json(sent, Map.of()));
  }
}
