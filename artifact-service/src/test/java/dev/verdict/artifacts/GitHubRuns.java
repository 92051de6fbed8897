package dev.verdict.artifacts;

import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Rule;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Runs of one repository of GitHub and their artifacts, as its API tells them. */
public final class GitHubRuns {
  public static final String TOKEN = "ghs_not-for-anybody";
  public static final String REPOSITORY = "octo-org/hello-world";
  private static final String AT = "/repos/octo-org/hello-world";

  private final RecordedApi api;
  private final Map<String, List<JsonObject>> artifacts = new ConcurrentHashMap<>();

  public GitHubRuns(RecordedApi api) {
    this.api = api;
    Rule bearer = Rule.oneOf("Bearer " + TOKEN);
    api.on(HttpMethod.GET, AT + "/actions/runs/{run}/artifacts")
        .header("Authorization", bearer)
        .query("per_page", Rule.matches("[1-9]\\d?|100"))
        .query("page", Rule.matches("[1-9]\\d*"))
        .answers(this::page);
    api.on(HttpMethod.GET, AT + "/releases/tags/{tag}")
        .header("Authorization", bearer)
        .answers(seen -> Answer.empty(404));
    api.on(HttpMethod.GET, AT + "/actions/artifacts/{id}/zip")
        .header("Authorization", bearer)
        .answers(
            seen ->
                expired(seen.name("id"))
                    ? Answer.json(410, JsonObject.of("message", "Artifact has expired"))
                    : Answer.empty(302)
                        .header(
                            "Location", api.otherHost() + "/blob/" + seen.name("id") + "?sig=1"));
    api.on(HttpMethod.GET, "/blob/{id}")
        .header("Authorization", value -> value == null ? null : "none")
        .query("sig", Rule.any())
        .answers(
            seen -> Answer.bytes(200, "application/zip", Buffer.buffer("zip " + seen.name("id"))));
  }

  /** What the settings need to reach it. */
  public Map<String, String> settings() {
    return Map.of(
        "providers.github.api_url",
        api.url().toString(),
        "providers.github.token",
        TOKEN,
        "providers.github.repository",
        REPOSITORY,
        "providers.github.max_retries",
        "0");
  }

  /** Named file-0, file-1, …; kept for 90 days. */
  public GitHubRuns run(String id, int files) {
    artifacts.put(
        id,
        IntStream.range(0, files)
            .mapToObj(i -> artifact(Long.parseLong(id) * 1_000 + i, "file-" + i))
            .collect(ArrayList::new, ArrayList::add, ArrayList::addAll));
    return this;
  }

  public void add(String run, long id, String name) {
    of(run).add(artifact(id, name));
  }

  private List<JsonObject> of(String run) {
    return artifacts.getOrDefault(run, List.of());
  }

  /** As GitHub tells it of one whose time is over. */
  public void expire(String run, String name) {
    of(run).stream()
        .filter(each -> name.equals(each.getString("name")))
        .forEach(each -> each.put("expired", true));
  }

  private boolean expired(String id) {
    return artifacts.values().stream()
        .flatMap(List::stream)
        .noneMatch(
            each ->
                id.equals(String.valueOf(each.getValue("id")))
                    && !Boolean.TRUE.equals(each.getBoolean("expired")));
  }

  private static JsonObject artifact(long id, String name) {
    return new JsonObject()
        .put("id", id)
        .put("name", name)
        .put("size_in_bytes", 1_000 + id % 1_000)
        .put("expired", false)
        .put("digest", "sha256:" + "ab".repeat(32))
        .put("created_at", Instant.now().minusSeconds(60).toString())
        .put("expires_at", Instant.now().plusSeconds(90 * 86_400L).toString());
  }

  private Answer page(Seen seen) {
    List<JsonObject> all = artifacts.get(seen.name("run"));
    if (all == null) {
      return Answer.json(404, JsonObject.of("message", "Not Found"));
    }
    return Answer.json(
        200,
        JsonObject.of(
            "total_count",
            all.size(),
            "artifacts",
            new JsonArray(
                RecordedApi.page(all, seen.number("page", 1), seen.number("per_page", 30)))));
  }
}
