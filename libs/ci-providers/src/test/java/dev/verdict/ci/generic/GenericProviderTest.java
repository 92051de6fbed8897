package dev.verdict.ci.generic;

import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.matches;
import static dev.verdict.testkit.ci.Rule.oneOf;
import static dev.verdict.testkit.ci.Rule.optional;
import static dev.verdict.testkit.ci.Rule.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.ci.ProviderContract;
import dev.verdict.plugin.ci.ArtifactContent;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.Drain;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Route;
import dev.verdict.testkit.ci.Rule;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GenericProviderTest extends ProviderContract {
  private static final Rule STATE =
      oneOf("queued", "running", "success", "failure", "error", "cancelled", "timeout", "unknown");
  private final Map<String, Buffer> files = new LinkedHashMap<>();
  private final Map<String, String> comments = new HashMap<>();
  private String status = "success";

  @Override
  protected String name() {
    return "generic";
  }

  @Override
  protected Map<String, String> settings(URI api) {
    return Map.of(
        "api_url", api + "/ci/", "token", TOKEN, "auth_header", "X-Key", "auth_prefix", "none");
  }

  @Override
  protected void record(RecordedApi api) {
    files.clear();
    comments.clear();
    for (String name : artifactNames()) {
      files.put(name, Buffer.buffer("0123456789"));
    }
    on(api, HttpMethod.GET, "/").answers(Answer.json(200, JsonObject.of("ok", true)));
    on(api, HttpMethod.POST, "/runs")
        .header("Idempotency-Key", any())
        .field("external_id", text(200))
        .field("name", text(200))
        .field("build_id", optional(any()))
        .field("commit_sha", matches("[0-9a-f]{40}"))
        .field("branch", optional(any()))
        .field("pr_number", optional(any()))
        .field("url", optional(matches("https?://.*")))
        .field("start_time", matches("\\d{4}-.*Z"))
        .answers(
            seen -> Answer.json(201, JsonObject.of("id", seen.json().getString("external_id"))));
    on(api, HttpMethod.PUT, "/runs/{id}")
        .field("status", STATE)
        .field("title", text(500))
        .field("summary", any())
        .field("url", any())
        .field("end_time", optional(matches("\\d{4}-.*Z")))
        .field("total_tests", optional(any()))
        .field("passed_tests", optional(any()))
        .field("failed_tests", optional(any()))
        .field("skipped_tests", optional(any()))
        .field("duration_seconds", optional(any()))
        .answers(Answer.json(200, new JsonObject()));
    on(api, HttpMethod.GET, "/runs/{id}")
        .answers(seen -> Answer.json(200, JsonObject.of("id", seen.name("id"), "status", status)));
    on(api, HttpMethod.PUT, "/commits/{sha}/statuses/{context}")
        .field("state", STATE)
        .field("description", any())
        .field("target_url", any())
        .answers(Answer.empty(204));
    on(api, HttpMethod.PUT, "/pulls/{pr}/comments/{key}")
        .field("body", any())
        .answers(this::comment);
    on(api, HttpMethod.GET, "/runs/{id}/artifacts")
        .query("page", optional(matches("2")))
        .answers(seen -> listing(api, seen));
    on(api, HttpMethod.PUT, "/runs/{id}/artifacts/{name}")
        .takes("text/plain")
        .answers(
            seen -> {
              files.put(seen.name("name"), seen.body());
              return Answer.empty(201);
            });
    on(api, HttpMethod.GET, "/runs/{id}/artifacts/{name}").answers(this::file);
  }

  private static Route on(RecordedApi api, HttpMethod method, String path) {
    return api.on(method, "/ci" + path).header("X-Key", oneOf(TOKEN));
  }

  private Answer comment(Seen seen) {
    String before = comments.put(seen.name("key"), seen.json().getString("body"));
    return Answer.json(before == null ? 201 : 200, new JsonObject());
  }

  private Answer listing(RecordedApi api, Seen seen) {
    int page = seen.number("page", 1);
    List<String> some = RecordedApi.page(new ArrayList<>(files.keySet()), page, 100);
    JsonArray list = new JsonArray();
    some.forEach(name -> list.add(JsonObject.of("name", name, "size", 10)));
    Answer answer = Answer.json(200, JsonObject.of("artifacts", list));
    return page == 1 && files.size() > 100
        ? answer.header("Link", "<" + api.url() + seen.rawPath() + "?page=2>; rel=\"next\"")
        : answer;
  }

  private Answer file(Seen seen) {
    Buffer all = files.getOrDefault(seen.name("name"), Buffer.buffer());
    String range = seen.headers().get("Range");
    if (range == null) {
      return Answer.bytes(200, "text/plain", all);
    }
    int from = Integer.parseInt(range.replaceAll("\\D", ""));
    return Answer.bytes(206, "text/plain", all.slice(from, all.length()));
  }

  @Override
  protected String ciRun() {
    return "build 7/ü";
  }

  @Override
  protected List<String> artifactNames() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < 120; i++) {
      names.add("log #" + i + " %/ä.txt");
    }
    return names;
  }

  @Override
  protected int listingCalls() {
    return 2;
  }

  @Override
  protected void sayUnknownStatus() {
    status = "on holiday";
  }

  @Override
  protected int comments() {
    return comments.size();
  }

  @Test
  void a_download_goes_on_where_it_broke_off() throws Exception {
    ArtifactContent rest = await(provider().downloadArtifact(anArtifact(), 4));
    assertThat(rest.from()).isEqualTo(4);
    assertThat(rest.length()).isEqualTo(6);
    assertThat(await(Drain.of(rest)).beginning()).hasToString("456789");
  }

  @Test
  void a_place_that_nobody_knows_is_a_fault_of_the_settings() {
    Map<String, String> wrong = new HashMap<>(settings(api().url()));
    wrong.put("status_path", "/commits/{commit}");
    assertThatThrownBy(() -> open(wrong))
        .isInstanceOf(ConfigurationError.class)
        .hasMessageContaining("status_path: /commits/{commit} (expected: no {…} but sha, context)");
  }
}
