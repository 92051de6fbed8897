package dev.verdict.ci.azure;

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
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The API of Azure DevOps as its description has it, for one project; it changes as it is used. */
public final class AzureRecord {
  public static final String PROJECT = "Fabrikam Fiber";
  public static final String REPOSITORY = "hello.world";
  public static final String BUILD = "391";
  private static final String AT = "/Fabrikam%20Fiber/_apis";
  private static final String REQUEST = "/git/repositories/hello.world/pullRequests/{id}";
  private static final Rule TIME = matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d+)?Z");
  private static final int LONGEST_COMMENT = 150_000;

  private final RecordedApi api;
  private final String prefix;
  private final String credential;
  private final Map<Integer, JsonObject> threads = new LinkedHashMap<>();
  private final Map<Integer, JsonObject> runs = new LinkedHashMap<>();
  private final Map<Integer, List<JsonObject>> attachments = new LinkedHashMap<>();
  private final Map<Integer, Buffer> contents = new LinkedHashMap<>();
  private final List<JsonObject> artifacts;
  private String result = "succeeded";
  private int ids = 500;

  public AzureRecord(RecordedApi api, String token, String prefix) {
    this.api = api;
    this.prefix = prefix;
    this.credential =
        "Basic "
            + Base64.getEncoder().encodeToString((":" + token).getBytes(StandardCharsets.UTF_8));
    this.artifacts = new ArrayList<>(IntStream.range(0, 200).mapToObj(this::artifact).toList());
    builds();
    runs();
    attachments();
    threads();
  }

  public static List<String> artifactNames() {
    return IntStream.range(0, 200).mapToObj(i -> "drop #" + i + " ü/50%").toList();
  }

  public int threadCount() {
    return threads.size();
  }

  public void sayResult(String word) {
    result = word;
  }

  public List<JsonObject> artifacts() {
    return artifacts;
  }

  public Map<Integer, JsonObject> testRuns() {
    return runs;
  }

  private Route on(HttpMethod method, String path) {
    return api.on(method, prefix + AT + path)
        .header("Authorization", oneOf(credential))
        .header("X-TFS-FedAuthRedirect", oneOf("Suppress"))
        .query("api-version", oneOf("7.1"));
  }

  private static Answer all(Iterable<JsonObject> values) {
    JsonArray array = new JsonArray();
    values.forEach(array::add);
    return Answer.json(200, JsonObject.of("count", array.size(), "value", array));
  }

  private static JsonObject file(String name) {
    return Answer.resource(AzureRecord.class, name).toJsonObject();
  }

  private void builds() {
    on(HttpMethod.GET, "/build/builds")
        .query("$top", optional(matches("\\d+")))
        .answers(seen -> all(List.of(file("build.json"))));
    on(HttpMethod.GET, "/build/builds/{id}")
        .answers(seen -> Answer.json(200, file("build.json").put("result", result)));
    on(HttpMethod.GET, "/build/builds/{id}/artifacts").answers(seen -> all(artifacts));
    api.on(HttpMethod.GET, prefix + "/guid/_apis/download/{name}")
        .header("Authorization", oneOf(credential))
        .header("Accept", oneOf("application/zip"))
        .query("%24format", optional(any()))
        .query("$format", oneOf("zip"))
        .answers(Answer.bytes(200, "application/zip", Buffer.buffer("PK zip")));
    on(HttpMethod.GET, "/pipelines/12/runs/391/artifacts")
        .query("artifactName", text(255))
        .query("$expand", oneOf("none", "signedContent"))
        .answers(Answer.file(200, AzureRecord.class, "signed_artifact.json"));
    on(HttpMethod.POST, "/git/repositories/hello.world/commits/{sha}/statuses")
        .field("state", oneOf("notSet", "pending", "succeeded", "failed", "error", "notApplicable"))
        .field("description", optional(text(400)))
        .field("targetUrl", optional(matches("https?://.*")))
        .field("context.name", text(255))
        .field("context.genre", optional(text(255)))
        .answers(Answer.file(201, AzureRecord.class, "status.json"));
    on(HttpMethod.POST, REQUEST + "/statuses")
        .field("state", oneOf("notSet", "pending", "succeeded", "failed", "error", "notApplicable"))
        .field("description", optional(text(400)))
        .field("targetUrl", optional(matches("https?://.*")))
        .field("context.name", text(255))
        .field("context.genre", optional(text(255)))
        .field("iterationId", optional(number(1, 1_000)))
        .answers(Answer.file(200, AzureRecord.class, "status.json"));
  }

  private JsonObject artifact(int index) {
    JsonObject artifact = file("artifact.json").put("name", artifactNames().get(index));
    artifact
        .getJsonObject("resource")
        .put("downloadUrl", api.url() + prefix + "/guid/_apis/download/a?%24format=zip");
    return artifact;
  }

  private void runs() {
    on(HttpMethod.GET, "/test/runs")
        .query("buildUri", optional(matches("vstfs:///Build/Build/\\d+")))
        .query("includeRunDetails", optional(oneOf("true", "false")))
        .query("minLastUpdatedDate", optional(TIME))
        .query("maxLastUpdatedDate", optional(TIME))
        .query("runTitle", optional(text(256)))
        .query("$top", optional(matches("\\d\\d?|100")))
        .answers(seen -> all(runs.values()));
    on(HttpMethod.POST, "/test/runs")
        .field("name", text(256))
        .field("automated", optional(any()))
        .field("state", optional(oneOf("NotStarted", "InProgress", "Waiting")))
        .field("startDate", optional(TIME))
        .field("comment", optional(text(1_000)))
        .field("build.id", optional(matches("\\d+")))
        .answers(
            seen -> {
              int id = ids++;
              runs.put(id, file("test_run.json").mergeIn(seen.json()).put("id", id));
              attachments.put(id, new ArrayList<>());
              return Answer.json(200, runs.get(id));
            });
    on(HttpMethod.GET, "/test/runs/{id}").answers(seen -> Answer.json(200, run(seen)));
    on(HttpMethod.PATCH, "/test/runs/{id}")
        .field(
            "state", optional(oneOf("NotStarted", "InProgress", "Completed", "Aborted", "Waiting")))
        .field("completedDate", optional(TIME))
        .field("errorMessage", optional(text(512)))
        .field("substate", optional(oneOf("none", "canceledByUser", "abortedBySystem", "timedOut")))
        .answers(seen -> Answer.json(200, run(seen).mergeIn(seen.json())));
    on(HttpMethod.POST, "/test/Runs/{id}/results")
        .takes("application/json")
        .answers(AzureRecord::results);
  }

  private JsonObject run(Seen seen) {
    return runs.getOrDefault(Integer.parseInt(seen.name("id")), new JsonObject());
  }

  private static Answer results(Seen seen) {
    JsonArray sent = seen.jsonArray();
    for (Object each : sent) {
      JsonObject result = (JsonObject) each;
      String fault =
          oneOf("Passed", "Failed", "Error", "NotExecuted").fault(result.getValue("outcome"));
      if (fault != null
          || text(256).fault(result.getValue("testCaseTitle")) != null
          || optional(text(1_000)).fault(result.getValue("stackTrace")) != null) {
        throw new IllegalArgumentException("result " + result);
      }
    }
    return all(List.of(JsonObject.of("id", 100_000)));
  }

  private void attachments() {
    on(HttpMethod.GET, "/test/Runs/{run}/attachments")
        .answers(seen -> all(attachments.getOrDefault(numberIn(seen, "run"), List.of())));
    on(HttpMethod.POST, "/test/Runs/{run}/attachments")
        .takes("application/json")
        .answers(this::attach);
    on(HttpMethod.GET, "/test/Runs/{run}/attachments/{id}")
        .header("Accept", oneOf("application/octet-stream"))
        .answers(
            seen ->
                Answer.bytes(
                    200,
                    "application/octet-stream",
                    contents.getOrDefault(numberIn(seen, "id"), Buffer.buffer())));
  }

  private static int numberIn(Seen seen, String name) {
    return Integer.parseInt(seen.name(name));
  }

  private Answer attach(Seen seen) {
    int id = ids++;
    boolean whole = seen.length() == seen.body().length();
    // Of a long one only the beginning was kept.
    JsonObject sent = whole ? seen.json() : JsonObject.of("fileName", "long.bin", "stream", "AAAA");
    contents.put(id, Buffer.buffer(Base64.getDecoder().decode(sent.getString("stream"))));
    attachments
        .computeIfAbsent(numberIn(seen, "run"), run -> new ArrayList<>())
        .add(file("attachment.json").put("id", id).put("fileName", sent.getString("fileName")));
    return Answer.json(200, JsonObject.of("id", id, "url", api.url() + "/x"));
  }

  private void threads() {
    on(HttpMethod.GET, REQUEST + "/threads").answers(seen -> all(threads.values()));
    on(HttpMethod.POST, REQUEST + "/threads")
        .field("comments", any())
        .field("status", oneOf("1", "4"))
        .answers(
            seen -> {
              JsonObject comment = seen.json().getJsonArray("comments").getJsonObject(0);
              return Answer.json(200, thread(ids++, comment.getString("content"), "text"));
            });
    String comment = REQUEST + "/threads/{thread}/comments/{comment}";
    on(HttpMethod.PATCH, comment)
        .field("content", text(LONGEST_COMMENT))
        .answers(
            seen -> {
              JsonObject thread = threads.getOrDefault(numberIn(seen, "thread"), new JsonObject());
              JsonObject first = thread.getJsonArray("comments").getJsonObject(0);
              return Answer.json(200, first.put("content", seen.json().getString("content")));
            });
    on(HttpMethod.DELETE, comment)
        .answers(
            seen -> {
              threads.remove(Integer.parseInt(seen.name("thread")));
              return Answer.empty(200);
            });
    for (int i = 0; i < 20; i++) {
      thread(ids++, "somebody else's words " + i, i % 2 == 0 ? "system" : "text");
    }
  }

  private JsonObject thread(int id, String content, String type) {
    if (content.length() > LONGEST_COMMENT) {
      throw new IllegalArgumentException("a comment of " + content.length());
    }
    JsonObject thread = file("thread.json").put("id", id);
    thread
        .getJsonArray("comments")
        .getJsonObject(0)
        .put("content", content)
        .put("commentType", type);
    threads.put(id, thread);
    return thread;
  }
}
