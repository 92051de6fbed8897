package dev.verdict.ci.bitbucket;

import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.matches;
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
import java.util.Base64;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Bitbucket's API as its description has it, for one repository; it changes as it is used. */
public final class BitbucketRecord {
  public static final String REPOSITORY = "octo/hello.world";
  public static final String USER = "pip@example.com";
  public static final String PIPELINE = "{9a3b7c1e-52d4-4a61-8f0e-3c2d1b0a9f88}";
  private static final String AT = "/2.0/repositories/octo/hello.world";
  private static final Rule PAGE = optional(matches("[1-9]\\d*"));
  private static final Rule PAGELEN = optional(matches("[1-9]\\d?|100"));
  private static final Rule REPORT = matches("PASSED|FAILED|PENDING");
  private static final Rule WEB = matches("https?://[^/]+\\.[^/]+/.{0,420}");

  private final RecordedApi api;
  private final String credential;
  private final Map<String, JsonObject> reports = new HashMap<>();
  private final Map<Integer, JsonObject> comments = new LinkedHashMap<>();
  private final Map<String, JsonObject> downloads = new LinkedHashMap<>();
  private final Map<String, Buffer> contents = new HashMap<>();
  private boolean counting = true;
  private String result = "SUCCESSFUL";
  private int ids = 100;

  public BitbucketRecord(RecordedApi api, String token) {
    this.api = api;
    this.credential =
        "Basic "
            + Base64.getEncoder()
                .encodeToString((USER + ":" + token).getBytes(StandardCharsets.UTF_8));
    artifactNames().forEach(name -> download(BitbucketDownloads.fileName(PIPELINE, name), 1_000));
    commits();
    comments();
    downloads();
  }

  public static List<String> artifactNames() {
    return IntStream.range(0, 200).mapToObj(i -> "report #" + i + " ü/50%").toList();
  }

  public int commentCount() {
    return comments.size();
  }

  public Map<Integer, JsonObject> all() {
    return comments;
  }

  public void sayResult(String word) {
    result = word;
  }

  /** From here on it does not say how many there are. */
  public void stopCounting() {
    counting = false;
  }

  private Route on(HttpMethod method, String path) {
    return api.on(method, AT + path).header("Authorization", oneOf(credential));
  }

  private static JsonObject file(String name) {
    return Answer.resource(BitbucketRecord.class, name).toJsonObject();
  }

  private void commits() {
    on(HttpMethod.GET, "").answers(Answer.file(200, BitbucketRecord.class, "repository.json"));
    on(HttpMethod.GET, "/pipelines/{id}").answers(seen -> pipeline());
    on(HttpMethod.POST, "/commit/{sha}/statuses/build")
        .field("key", text(40))
        .field("state", oneOf("INPROGRESS", "SUCCESSFUL", "FAILED", "STOPPED"))
        .field("url", WEB)
        .field("name", optional(text(255)))
        .field("description", optional(text(255)))
        .field("refname", optional(text(255)))
        .answers(seen -> Answer.json(201, file("status.json").mergeIn(seen.json())));
    on(HttpMethod.PUT, "/commit/{sha}/reports/{id}")
        .field("title", text(450))
        .field("details", text(2_000))
        .field("report_type", oneOf("SECURITY", "COVERAGE", "TEST", "BUG"))
        .field("reporter", optional(text(450)))
        .field("link", optional(WEB))
        .field("result", optional(REPORT))
        .field("data", BitbucketRecord::data)
        .answers(
            seen -> {
              JsonObject report = file("report.json").mergeIn(seen.json());
              reports.put(seen.name("id"), report);
              return Answer.json(200, report);
            });
    on(HttpMethod.GET, "/commit/{sha}/reports/{id}")
        .answers(seen -> Answer.json(200, reports.getOrDefault(seen.name("id"), new JsonObject())));
    on(HttpMethod.POST, "/commit/{sha}/reports/{id}/annotations")
        .takes("application/json")
        .answers(BitbucketRecord::annotate);
  }

  private Answer pipeline() {
    JsonObject pipeline = file("pipeline.json");
    pipeline.getJsonObject("state").getJsonObject("result").put("name", result);
    return Answer.json(200, pipeline);
  }

  private static @org.jspecify.annotations.Nullable String data(
      @org.jspecify.annotations.Nullable Object value) {
    JsonArray all = value == null ? new JsonArray() : (JsonArray) value;
    boolean right =
        all.stream()
            .map(JsonObject.class::cast)
            .allMatch(
                each ->
                    each.fieldNames().equals(java.util.Set.of("title", "type", "value"))
                        && each.getString("type").matches("TEXT|NUMBER|DURATION"));
    return right && all.size() <= 10 ? null : "at most 10 of title, type and value";
  }

  private static Answer annotate(Seen seen) {
    JsonArray all = seen.jsonArray();
    for (Object each : all) {
      JsonObject one = (JsonObject) each;
      if (text(50).fault(one.getValue("external_id")) != null
          || text(450).fault(one.getValue("summary")) != null
          || oneOf("VULNERABILITY", "CODE_SMELL", "BUG").fault(one.getValue("annotation_type"))
              != null) {
        throw new IllegalArgumentException("annotation " + one);
      }
    }
    return all.size() > 100 ? Answer.empty(400) : Answer.json(200, all);
  }

  private void comments() {
    String path = "/pullrequests/{number}/comments";
    on(HttpMethod.GET, path)
        .query("pagelen", PAGELEN)
        .query("page", PAGE)
        .query("sort", optional(oneOf("created_on")))
        .answers(
            seen -> {
              JsonObject page = paged(seen, List.copyOf(comments.values()));
              return Answer.json(200, page);
            });
    on(HttpMethod.POST, path)
        .field("content.raw", text(32_768))
        .answers(seen -> Answer.json(201, comment(ids++, raw(seen))));
    on(HttpMethod.PUT, path + "/{id}")
        .field("content.raw", text(32_768))
        .answers(seen -> Answer.json(200, comment(Integer.parseInt(seen.name("id")), raw(seen))));
    on(HttpMethod.DELETE, path + "/{id}")
        .answers(
            seen -> {
              comments.remove(Integer.parseInt(seen.name("id")));
              return Answer.empty(204);
            });
    for (int i = 0; i < 120; i++) {
      comment(ids++, "somebody else's words " + i);
    }
  }

  private static String raw(Seen seen) {
    return seen.json().getJsonObject("content").getString("raw");
  }

  private JsonObject comment(int id, String raw) {
    JsonObject comment = file("comment.json").put("id", id);
    comment.getJsonObject("content").put("raw", raw);
    comments.put(id, comment);
    return comment;
  }

  private JsonObject paged(Seen seen, List<JsonObject> all) {
    int size = seen.number("pagelen", 10);
    int page = seen.number("page", 1);
    JsonObject body =
        new JsonObject()
            .put("values", new JsonArray(RecordedApi.page(all, page, size)))
            .put("page", page)
            .put("pagelen", size);
    if (counting) {
      body.put("size", all.size());
    }
    return page * size < all.size()
        ? body.put("next", api.url() + seen.rawPath() + "?pagelen=" + size + "&page=" + (page + 1))
        : body;
  }

  private void downloads() {
    on(HttpMethod.GET, "/downloads")
        .query("pagelen", PAGELEN)
        .query("page", PAGE)
        .answers(seen -> Answer.json(200, paged(seen, List.copyOf(downloads.values()))));
    on(HttpMethod.POST, "/downloads").takes("multipart/form-data").answers(this::upload);
    on(HttpMethod.GET, "/downloads/{name}")
        .answers(
            seen ->
                downloads.containsKey(seen.name("name"))
                    ? Answer.empty(302)
                        .header(
                            "Location",
                            "http://localhost:"
                                + api.url().getPort()
                                + "/storage/"
                                + seen.name("name")
                                + "?sig=abcdefgh")
                    : Answer.empty(404));
    api.on(HttpMethod.GET, "/storage/{name}")
        .query("sig", any())
        // Who is not Bitbucket must not get the token.
        .header("Authorization", value -> value == null ? null : "no credential")
        .answers(
            seen ->
                Answer.bytes(
                    200,
                    "application/octet-stream",
                    contents.getOrDefault(seen.name("name"), Buffer.buffer("report"))));
  }

  private Answer upload(Seen seen) {
    String body = seen.body().toString(StandardCharsets.ISO_8859_1);
    int head = body.indexOf("\r\n\r\n");
    String name =
        body.substring(0, head)
            .replaceFirst("(?s).*name=\"files\"; filename=\"([A-Za-z0-9._-]+)\".*", "$1");
    boolean whole = seen.length() == seen.body().length();
    // Of a long one only the beginning was kept.
    int end = whole ? body.lastIndexOf("\r\n--") : head + 4;
    contents.put(name, seen.body().getBuffer(head + 4, end));
    download(name, seen.length());
    return Answer.empty(201);
  }

  private void download(String name, long size) {
    downloads.put(name, file("download.json").put("name", name).put("size", size));
  }
}
