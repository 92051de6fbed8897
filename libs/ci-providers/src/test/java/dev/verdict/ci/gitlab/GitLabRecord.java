package dev.verdict.ci.gitlab;

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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** GitLab's API as its description has it, for one project; its contents change as it is used. */
public final class GitLabRecord {
  public static final String PROJECT = "octo/sub/hello.world";
  public static final String PIPELINE = "46";
  private static final String AT = "/projects/octo%2Fsub%2Fhello.world";
  private static final Rule PAGE = optional(matches("[1-9]\\d*"));
  private static final Rule PER_PAGE = optional(matches("[1-9]\\d?|100"));
  private static final Rule WEB = optional(matches("https?://.{1,247}"));
  private static final List<String> FINAL = List.of("success", "failed", "canceled");

  private final String prefix;
  private final String header;
  private final String token;
  private final RecordedApi api;
  private final Map<String, JsonObject> statuses = new HashMap<>();
  private final Map<Integer, JsonObject> notes = new LinkedHashMap<>();
  private final List<JsonObject> files = new ArrayList<>();
  private final Map<String, Buffer> contents = new HashMap<>();
  private final Map<String, Integer> packages = new LinkedHashMap<>();
  private final List<JsonObject> jobs = new ArrayList<>();
  private boolean counting = true;
  private String pipelineStatus = "success";
  private int ids = 400;

  /**
   * @param header in which the token comes
   */
  public GitLabRecord(RecordedApi api, String header, String token, String prefix) {
    this.api = api;
    this.header = header;
    this.token = token;
    this.prefix = prefix + "/api/v4";
    IntStream.range(0, 200).forEach(i -> jobs.add(job(i)));
    runs();
    notes();
    packages();
  }

  public static List<String> artifactNames() {
    return IntStream.range(0, 200).mapToObj(i -> "tests #" + i + " ü/50%").toList();
  }

  public int noteCount() {
    return (int) notes.values().stream().filter(each -> !each.getBoolean("system")).count();
  }

  /** Something that GitLab itself noted down. */
  public void noteOfItself(String body) {
    note(ids++, body, true);
  }

  public void sayPipelineStatus(String word) {
    pipelineStatus = word;
  }

  /** From here on it does not say how many pages there are. */
  public void stopCounting() {
    counting = false;
  }

  public List<JsonObject> jobs() {
    return jobs;
  }

  private Route on(HttpMethod method, String path) {
    return api.on(method, prefix + path).header(header, oneOf(token));
  }

  private void runs() {
    on(HttpMethod.GET, AT).answers(Answer.file(200, GitLabRecord.class, "project.json"));
    on(HttpMethod.GET, "/job").answers(seen -> Answer.json(200, job(0)));
    on(HttpMethod.POST, AT + "/statuses/{sha}")
        .field("state", oneOf("pending", "running", "success", "failed", "canceled", "skipped"))
        .field("name", text(255))
        .field("ref", optional(text(255)))
        .field("description", optional(text(255)))
        .field("target_url", WEB)
        .field("pipeline_id", optional(number(1, Integer.MAX_VALUE)))
        .answers(this::putStatus);
    on(HttpMethod.GET, AT + "/repository/commits/{sha}/statuses")
        .query("name", optional(text(255)))
        .query("per_page", PER_PAGE)
        .answers(seen -> Answer.json(200, new JsonArray(List.copyOf(statuses.values()))));
    on(HttpMethod.GET, AT + "/pipelines/{id}")
        .answers(
            seen ->
                Answer.json(
                    200,
                    Answer.resource(GitLabRecord.class, "pipeline.json")
                        .toJsonObject()
                        .put("status", pipelineStatus)));
    on(HttpMethod.GET, AT + "/pipelines/{id}/jobs")
        .query("per_page", PER_PAGE)
        .query("page", PAGE)
        .answers(seen -> paged(seen, jobs));
    on(HttpMethod.GET, AT + "/jobs/{id}/artifacts")
        .answers(seen -> Answer.bytes(200, "application/zip", Buffer.buffer("PK zip")));
  }

  private Answer putStatus(Seen seen) {
    JsonObject sent = seen.json();
    if (sent.containsKey("pipeline_id") && sent.getInteger("pipeline_id") != 46) {
      return Answer.json(404, JsonObject.of("message", "404 Pipeline Not Found"));
    }
    String name = sent.getString("name");
    String state = sent.getString("state");
    JsonObject before = statuses.getOrDefault(name, JsonObject.of("status", "success"));
    boolean open = !FINAL.contains(before.getString("status"));
    if (open && (state.equals(before.getString("status")) || state.equals("pending"))) {
      return Answer.file(400, GitLabRecord.class, "cannot_transition.json");
    }
    JsonObject status =
        Answer.resource(GitLabRecord.class, "status.json")
            .toJsonObject()
            .put("id", open ? before.getInteger("id") : ids++)
            .put("name", name)
            .put("status", state);
    statuses.put(name, status);
    return Answer.json(201, status);
  }

  private static JsonObject job(int index) {
    return Answer.resource(GitLabRecord.class, "job.json")
        .toJsonObject()
        .put("id", 7_000 + index)
        .put("name", artifactNames().get(index));
  }

  private void notes() {
    String path = AT + "/merge_requests/{iid}/notes";
    on(HttpMethod.GET, path)
        .query("sort", optional(oneOf("asc", "desc")))
        .query("order_by", optional(oneOf("created_at", "updated_at")))
        .query("per_page", PER_PAGE)
        .query("page", PAGE)
        .answers(seen -> paged(seen, List.copyOf(notes.values())));
    on(HttpMethod.POST, path)
        .field("body", GitLabRecord::body)
        .answers(seen -> Answer.json(201, note(ids++, seen.json().getString("body"), false)));
    on(HttpMethod.PUT, path + "/{id}")
        .field("body", GitLabRecord::body)
        .answers(
            seen ->
                Answer.json(
                    200,
                    note(Integer.parseInt(seen.name("id")), seen.json().getString("body"), false)));
    on(HttpMethod.DELETE, path + "/{id}")
        .answers(
            seen -> {
              notes.remove(Integer.parseInt(seen.name("id")));
              return Answer.empty(204);
            });
    for (int i = 0; i < 120; i++) {
      note(ids++, "somebody else's words " + i, i % 2 == 0);
    }
  }

  private static @org.jspecify.annotations.Nullable String body(
      @org.jspecify.annotations.Nullable Object value) {
    String fault = text(1_000_000).fault(value);
    boolean command = value != null && value.toString().matches("(?ms).*^\\s*/[a-z].*");
    return command ? "no line that GitLab takes for a command" : fault;
  }

  private JsonObject note(int id, String body, boolean system) {
    JsonObject note =
        Answer.resource(GitLabRecord.class, "note.json")
            .toJsonObject()
            .put("id", id)
            .put("body", body)
            .put("system", system);
    notes.put(id, note);
    return note;
  }

  private void packages() {
    on(HttpMethod.PUT, AT + "/packages/generic/{package}/{version}/{file}")
        .query("select", optional(oneOf("package_file")))
        .answers(this::putFile);
    on(HttpMethod.GET, AT + "/packages/generic/{package}/{version}/{file}")
        .answers(
            seen ->
                Answer.bytes(
                    200,
                    "application/octet-stream",
                    contents.getOrDefault(seen.rawPath(), Buffer.buffer())));
    on(HttpMethod.GET, AT + "/packages")
        .query("package_type", oneOf("generic"))
        .query("package_name", text(255))
        .query("per_page", PER_PAGE)
        .answers(
            seen -> {
              JsonArray found = new JsonArray().add(aPackage(1, seen.value("package_name") + "-x"));
              packages.forEach((name, id) -> found.add(aPackage(id, name)));
              return Answer.json(200, found);
            });
    on(HttpMethod.GET, AT + "/packages/{id}/package_files")
        .query("per_page", PER_PAGE)
        .query("page", PAGE)
        .answers(
            seen ->
                paged(
                    seen,
                    files.stream()
                        .filter(each -> seen.name("id").equals("" + each.getValue("package_id")))
                        .toList()));
  }

  private static JsonObject aPackage(int id, String name) {
    return Answer.resource(GitLabRecord.class, "package.json")
        .toJsonObject()
        .put("id", id)
        .put("name", name);
  }

  private Answer putFile(Seen seen) {
    if (!seen.name("file").matches("[A-Za-z0-9._+~@-]+")
        || !seen.name("package").matches("[A-Za-z0-9._+~@/-]+")) {
      return Answer.json(400, JsonObject.of("error", "file_name is invalid"));
    }
    int holder = packages.computeIfAbsent(seen.name("package"), name -> ids++);
    JsonObject file =
        Answer.resource(GitLabRecord.class, "package_file.json")
            .toJsonObject()
            .put("id", ids++)
            .put("package_id", holder)
            .put("file_name", seen.name("file"))
            .put("size", seen.length());
    files.add(file);
    contents.put(seen.rawPath(), seen.body());
    return Answer.json(201, file);
  }

  private Answer paged(Seen seen, List<JsonObject> all) {
    int size = seen.number("per_page", 20);
    int page = seen.number("page", 1);
    int pages = Math.max(1, (all.size() + size - 1) / size);
    Answer answer =
        Answer.json(200, new JsonArray(RecordedApi.page(all, page, size)))
            .header("X-Page", "" + page)
            .header("X-Per-Page", "" + size)
            .header("X-Next-Page", page < pages ? "" + (page + 1) : "");
    return counting
        ? answer.header("X-Total", "" + all.size()).header("X-Total-Pages", "" + pages)
        : answer;
  }
}
