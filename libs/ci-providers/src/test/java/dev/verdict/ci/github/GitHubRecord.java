package dev.verdict.ci.github;

import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.matches;
import static dev.verdict.testkit.ci.Rule.number;
import static dev.verdict.testkit.ci.Rule.oneOf;
import static dev.verdict.testkit.ci.Rule.optional;
import static dev.verdict.testkit.ci.Rule.text;

import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Route;
import dev.verdict.testkit.ci.Rule;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * GitHub's API as its description has it, for one repository; its contents change as it is used.
 */
public final class GitHubRecord {
  public static final String REPOSITORY = "octo-org/hello.world";
  public static final String RUN = "30433642";
  private static final String AT = "/repos/octo-org/hello.world";
  private static final Rule TIME = matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
  private static final Rule PAGE = optional(matches("[1-9]\\d*"));
  private static final Rule PER_PAGE = optional(matches("[1-9]\\d?|100"));

  private final RecordedApi api;
  private final String token;
  private final String prefix;
  private final List<JsonObject> checks = new ArrayList<>();
  private final Map<Integer, JsonObject> comments = new LinkedHashMap<>();
  private final Map<Integer, JsonObject> assets = new LinkedHashMap<>();
  private final Map<Integer, Buffer> files = new LinkedHashMap<>();
  private final List<JsonObject> artifacts;
  private boolean released;
  private boolean person;
  private String conclusion = "success";
  private int ids = 100;

  public GitHubRecord(RecordedApi api, String token, String prefix) {
    this.api = api;
    this.token = token;
    this.prefix = prefix;
    this.artifacts = IntStream.range(0, 200).mapToObj(this::artifact).toList();
    checks();
    comments();
    artifacts();
    releases();
    deliveries();
  }

  public static List<String> artifactNames() {
    return IntStream.range(0, 200).mapToObj(i -> "report #" + i + " ü/50%").toList();
  }

  public int commentCount() {
    return comments.size();
  }

  public void sayConclusion(String word) {
    conclusion = word;
  }

  /** From here on the token is that of a person, who may not write check runs. */
  public void tokenOfAPerson() {
    person = true;
  }

  public List<JsonObject> checkRuns() {
    return checks;
  }

  private Route on(HttpMethod method, String path) {
    return api.on(method, prefix + AT + path)
        .header("Authorization", oneOf("Bearer " + token))
        .header("Accept", oneOf("application/vnd.github+json"))
        .header("X-GitHub-Api-Version", oneOf("2022-11-28"))
        .header("User-Agent", any());
  }

  private void checks() {
    on(HttpMethod.GET, "").answers(Answer.file(200, GitHubRecord.class, "repository.json"));
    on(HttpMethod.GET, "/commits/{ref}/check-runs")
        .query("check_name", optional(text(1_000)))
        .query("per_page", PER_PAGE)
        .answers(
            seen ->
                Answer.json(
                    200,
                    JsonObject.of(
                        "total_count", checks.size(), "check_runs", new JsonArray(checks))));
    on(HttpMethod.POST, "/check-runs")
        .field("name", text(1_000))
        .field("head_sha", matches("[0-9a-f]{40}"))
        .field("external_id", optional(text(1_000)))
        .field("details_url", optional(matches("https?://.*")))
        .field("status", optional(oneOf("queued", "in_progress", "completed")))
        .field("started_at", optional(TIME))
        .answers(this::makeCheck);
    on(HttpMethod.GET, "/check-runs/{id}").answers(seen -> Answer.json(200, checks.get(0)));
    on(HttpMethod.PATCH, "/check-runs/{id}")
        .field("status", optional(oneOf("queued", "in_progress", "completed")))
        .field(
            "conclusion",
            optional(
                oneOf(
                    "action_required",
                    "cancelled",
                    "failure",
                    "neutral",
                    "success",
                    "skipped",
                    "timed_out")))
        .field("completed_at", optional(TIME))
        .field("details_url", optional(matches("https?://.*")))
        .field("output.title", text(1_000))
        .field("output.summary", text(65_535))
        .field("output.annotations", GitHubRecord::annotations)
        .answers(seen -> Answer.json(200, checks.get(0)));
    on(HttpMethod.POST, "/statuses/{sha}")
        .field("state", oneOf("error", "failure", "pending", "success"))
        .field("target_url", optional(matches("https?://.*")))
        .field("description", optional(text(140)))
        .field("context", optional(text(255)))
        .answers(seen -> Answer.file(201, GitHubRecord.class, "status.json"));
    on(HttpMethod.GET, "/actions/runs/{id}").answers(seen -> run());
  }

  private Answer run() {
    JsonObject run = Answer.resource(GitHubRecord.class, "workflow_run.json").toJsonObject();
    return Answer.json(200, run.put("conclusion", conclusion));
  }

  private static @Nullable String annotations(@Nullable Object value) {
    if (value == null) {
      return null;
    }
    JsonArray all = (JsonArray) value;
    if (all.size() > 50) {
      return "at most 50 annotations";
    }
    for (Object each : all) {
      JsonObject one = (JsonObject) each;
      for (String name : List.of("path", "start_line", "end_line", "annotation_level", "message")) {
        if (!one.containsKey(name)) {
          return "annotations with " + name;
        }
      }
      String fault = number(1, Integer.MAX_VALUE).fault(one.getValue("start_line"));
      if (fault != null) {
        return fault;
      }
    }
    return null;
  }

  private Answer makeCheck(Seen seen) {
    if (person) {
      return Answer.json(
          403, JsonObject.of("message", "Resource not accessible by personal access token"));
    }
    JsonObject check =
        Answer.resource(GitHubRecord.class, "check_run.json")
            .toJsonObject()
            .mergeIn(seen.json())
            .put("id", ids++);
    checks.add(check);
    return Answer.json(201, check);
  }

  private void comments() {
    on(HttpMethod.GET, "/issues/{number}/comments")
        .query("per_page", PER_PAGE)
        .query("page", PAGE)
        .answers(seen -> paged(seen, List.copyOf(comments.values()), all -> all));
    on(HttpMethod.POST, "/issues/{number}/comments")
        .field("body", text(65_536))
        .answers(seen -> Answer.json(201, comment(ids++, seen.json().getString("body"))));
    on(HttpMethod.PATCH, "/issues/comments/{id}")
        .field("body", text(65_536))
        .answers(
            seen ->
                Answer.json(
                    200,
                    comment(Integer.parseInt(seen.name("id")), seen.json().getString("body"))));
    on(HttpMethod.DELETE, "/issues/comments/{id}")
        .answers(
            seen -> {
              comments.remove(Integer.parseInt(seen.name("id")));
              return Answer.empty(204);
            });
    for (int i = 0; i < 120; i++) {
      comment(ids++, "somebody else's words " + i);
    }
  }

  private JsonObject comment(int id, String body) {
    JsonObject comment =
        Answer.resource(GitHubRecord.class, "issue_comment.json")
            .toJsonObject()
            .put("id", id)
            .put("body", body);
    comments.put(id, comment);
    return comment;
  }

  private Answer paged(Seen seen, List<JsonObject> all, Function<JsonArray, Object> as) {
    int size = seen.number("per_page", 30);
    int page = seen.number("page", 1);
    JsonArray some = new JsonArray(RecordedApi.page(all, page, size));
    Object body = as.apply(some);
    Answer answer =
        body instanceof JsonObject object ? Answer.json(200, object) : Answer.json(200, some);
    String next = api.url() + seen.rawPath() + "?per_page=" + size + "&page=" + (page + 1);
    return page * size < all.size()
        ? answer.header("Link", "<" + next + ">; rel=\"next\", <" + next + ">; rel=\"last\"")
        : answer;
  }

  private void artifacts() {
    on(HttpMethod.GET, "/actions/runs/{run}/artifacts")
        .query("per_page", PER_PAGE)
        .query("page", PAGE)
        .query("name", optional(text(1_000)))
        .answers(
            seen ->
                paged(
                    seen,
                    artifacts,
                    some -> JsonObject.of("total_count", artifacts.size(), "artifacts", some)));
    on(HttpMethod.GET, "/actions/artifacts/{id}/zip")
        .answers(
            seen -> Answer.empty(302).header("Location", api.otherHost() + "/blob/a?sig=abcdefgh"));
    api.on(HttpMethod.GET, "/blob/{name}")
        .query("sig", any())
        // Who is not GitHub must not get the token.
        .header("Authorization", value -> value == null ? null : "no credential")
        .answers(seen -> Answer.bytes(200, "application/zip", Buffer.buffer("PK zip")));
  }

  private JsonObject artifact(int index) {
    return Answer.resource(GitHubRecord.class, "artifact.json")
        .toJsonObject()
        .put("id", 5_000 + index)
        .put("name", artifactNames().get(index));
  }

  /** Two pages; the second is where the link of the first leads. */
  private void deliveries() {
    on(HttpMethod.GET, "/hooks")
        .query("per_page", PER_PAGE)
        .answers(
            seen ->
                Answer.json(
                    200,
                    JsonArray.of(
                        hook(7, "https://other.example.org/hook"),
                        hook(8, "https://verdict.example.org/webhooks/github"))));
    on(HttpMethod.GET, "/hooks/8/deliveries")
        .query("per_page", PER_PAGE)
        .query("cursor", optional(any()))
        .answers(
            seen -> {
              boolean second = !seen.value("cursor").isEmpty();
              JsonObject one =
                  Answer.resource(GitHubRecord.class, "hook_delivery_item.json").toJsonObject();
              Answer answer =
                  Answer.json(
                      200,
                      JsonArray.of(
                          second
                              ? one.put("id", 12345679L)
                                  .put("guid", "1b205961-f733-11e3-9bb8-a8b3cc0a6ec0")
                              : one));
              String next = api.url() + seen.rawPath() + "?per_page=100&cursor=v1_12077215967";
              return second ? answer : answer.header("Link", "<" + next + ">; rel=\"next\"");
            });
    on(HttpMethod.GET, "/hooks/8/deliveries/{id}")
        .answers(seen -> Answer.file(200, GitHubRecord.class, "hook_delivery.json"));
  }

  private static JsonObject hook(int id, String url) {
    return JsonObject.of(
        "type",
        "Repository",
        "id",
        id,
        "name",
        "web",
        "active",
        true,
        "config",
        JsonObject.of("content_type", "json", "insecure_ssl", "0", "url", url));
  }

  private void releases() {
    on(HttpMethod.GET, "/releases/tags/{tag}")
        .answers(seen -> released ? release(200) : Answer.empty(404));
    on(HttpMethod.POST, "/releases")
        .field("tag_name", text(255))
        .field("name", optional(text(255)))
        .field("body", optional(text(1_000)))
        .field("prerelease", optional(any()))
        .answers(
            seen -> {
              released = true;
              return release(201);
            });
    on(HttpMethod.GET, "/releases/{id}/assets")
        .query("per_page", PER_PAGE)
        .query("page", PAGE)
        .answers(seen -> paged(seen, List.copyOf(assets.values()), all -> all));
    on(HttpMethod.POST, "/uploads/releases/{id}/assets")
        .query("name", matches("[A-Za-z0-9._-]+"))
        .query("label", optional(text(255)))
        .takes("text/plain")
        .answers(this::makeAsset);
    api.on(HttpMethod.GET, prefix + AT + "/releases/assets/{id}")
        .header("Authorization", oneOf("Bearer " + token))
        .header("Accept", oneOf("application/octet-stream"))
        .answers(
            seen ->
                Answer.bytes(
                    200,
                    "text/plain",
                    files.getOrDefault(Integer.parseInt(seen.name("id")), Buffer.buffer())));
    on(HttpMethod.DELETE, "/releases/assets/{id}")
        .answers(
            seen -> {
              assets.remove(Integer.parseInt(seen.name("id")));
              return Answer.empty(204);
            });
  }

  private Answer release(int status) {
    JsonObject release = Answer.resource(GitHubRecord.class, "release.json").toJsonObject();
    String upload = api.url() + prefix + AT + "/uploads/releases/1/assets{?name,label}";
    return Answer.json(status, release.put("upload_url", upload));
  }

  private Answer makeAsset(Seen seen) {
    String name = seen.value("name");
    if (assets.values().stream().anyMatch(each -> name.equals(each.getString("name")))) {
      return Answer.file(422, GitHubRecord.class, "already_exists.json");
    }
    int id = ids++;
    JsonObject asset =
        Answer.resource(GitHubRecord.class, "release_asset.json")
            .toJsonObject()
            .put("id", id)
            .put("name", name)
            .put("label", seen.value("label"))
            .put("size", seen.length());
    assets.put(id, asset);
    files.put(id, seen.body());
    return Answer.json(201, asset);
  }
}
