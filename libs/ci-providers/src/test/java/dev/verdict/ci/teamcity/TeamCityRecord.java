package dev.verdict.ci.teamcity;

import static dev.verdict.testkit.ci.Rule.any;
import static dev.verdict.testkit.ci.Rule.matches;
import static dev.verdict.testkit.ci.Rule.oneOf;

import dev.verdict.plugin.ci.http.Encoding;
import dev.verdict.testkit.ci.Answer;
import dev.verdict.testkit.ci.RecordedApi;
import dev.verdict.testkit.ci.Route;
import dev.verdict.testkit.ci.Rule;
import dev.verdict.testkit.ci.Seen;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** TeamCity's REST API as its description has it, with one build. */
final class TeamCityRecord {
  static final String BUILD = "8142";
  private static final String PATH = "/builds/id:" + BUILD;
  private static final Rule FIELDS =
      matches("[\\w$-]+(\\([^\\s]+\\))?(,[\\w$-]+(\\([^\\s]+\\))?)*");

  private final RecordedApi api;
  private final String authorization;
  private final JsonObject build =
      Answer.resource(TeamCityRecord.class, "build.json").toJsonObject();
  private boolean tellsFullNames = true;

  TeamCityRecord(RecordedApi api, String authorization) {
    this.api = api;
    this.authorization = authorization;
    builds();
    artifacts();
  }

  static List<String> artifactNames() {
    return IntStream.range(0, 200).mapToObj(i -> "out/report #" + i + " ü 50%+.xml").toList();
  }

  JsonObject build() {
    return build;
  }

  @Nullable String comment() {
    return build.getJsonObject("comment", new JsonObject()).getString("text");
  }

  List<String> tags() {
    return build.getJsonObject("tags").getJsonArray("tag").stream()
        .map(each -> ((JsonObject) each).getString("name"))
        .toList();
  }

  /** From here on as older versions do. */
  void tellNoFullNames() {
    tellsFullNames = false;
  }

  private Route on(HttpMethod method, String path, String accepted) {
    return api.on(method, "/tc/app/rest" + path)
        .header("Authorization", oneOf(authorization))
        .header("Accept", oneOf(accepted))
        // Cookies would make it want a token against forged requests.
        .header("Cookie", value -> value == null ? null : "no cookie");
  }

  private Route on(HttpMethod method, String path) {
    return on(method, path, "application/json");
  }

  private void builds() {
    on(HttpMethod.GET, "/server")
        .query("fields", FIELDS)
        .answers(Answer.file(200, TeamCityRecord.class, "server.json"));
    on(HttpMethod.GET, PATH).query("fields", FIELDS).answers(this::fields);
    on(
            HttpMethod.GET,
            "/builds/number:562,buildType:(id:App_Test)"
                .replace(":", "%3A")
                .replace(",", "%2C")
                .replace("(", "%28")
                .replace(")", "%29"))
        .query("fields", FIELDS)
        .answers(this::fields);
    on(HttpMethod.GET, "/builds/id:9")
        .query("fields", FIELDS)
        .answers(Answer.file(404, TeamCityRecord.class, "not_found.json"));
    on(HttpMethod.PUT, PATH + "/comment")
        .takes("text/plain")
        .answers(
            seen -> {
              build.put("comment", JsonObject.of("text", seen.body().toString()));
              return Answer.empty(204);
            });
    on(HttpMethod.PUT, PATH + "/tags").field("tag", any()).answers(this::replaceTags);
  }

  private Answer replaceTags(Seen seen) {
    JsonArray tags = seen.json().getJsonArray("tag");
    for (Object each : tags) {
      String name = ((JsonObject) each).getString("name");
      if (!name.matches("\\S{1,255}")) {
        return Answer.text(400, "text/plain", "Bad tag");
      }
    }
    build.put("tags", JsonObject.of("count", tags.size(), "tag", tags));
    return Answer.json(200, build.getJsonObject("tags"));
  }

  /** Only what the fields name, as TeamCity does it; inside of an object it leaves more here. */
  private Answer fields(Seen seen) {
    String names = seen.value("fields");
    String shorter = "";
    while (!shorter.equals(names)) {
      shorter = names;
      names = names.replaceAll("\\([^()]*\\)", "");
    }
    JsonObject some = new JsonObject();
    for (String name : names.split(",")) {
      if (build.containsKey(name)) {
        some.put(name, build.getValue(name));
      }
    }
    return Answer.json(200, some);
  }

  private void artifacts() {
    on(HttpMethod.GET, PATH + "/artifacts/children/")
        .query("locator", oneOf("recursive:true"))
        .query("fields", FIELDS)
        .answers(seen -> Answer.json(200, JsonObject.of("file", files())));
    on(HttpMethod.GET, PATH + "/artifacts/content/{path*}", "*/*")
        .answers(
            seen ->
                artifactNames().contains(seen.name("path"))
                    ? Answer.text(200, "application/xml", "<testsuite/>")
                    : Answer.text(404, "text/plain", "not found"));
  }

  private JsonArray files() {
    String at = "/tc/app/rest" + PATH + "/artifacts";
    JsonArray files =
        JsonArray.of(
            JsonObject.of(
                "name", "out",
                "fullName", "out",
                "modificationTime", "20261120T110501+0100",
                "children", JsonObject.of("href", at + "/children/out")));
    for (String name : artifactNames()) {
      JsonObject file =
          JsonObject.of(
              "name",
              name.substring(name.lastIndexOf('/') + 1),
              "size",
              512,
              "modificationTime",
              "20261120T110501+0100",
              "content",
              JsonObject.of("href", at + "/content/" + Encoding.path(name)));
      files.add(tellsFullNames ? file.put("fullName", name) : file);
    }
    return files;
  }
}
