package dev.verdict.ci.jenkins;

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
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.stream.IntStream;

/** Jenkins as its sources have it, with one job in folders and one build. */
final class JenkinsRecord {
  static final String JOB = "team/app #1/PR-7";
  private static final String BUILD = "/job/team/job/app%20%231/job/PR-7/12";
  private static final Rule TREE = matches("\\w+(\\[[^\\s]+])?(,\\w+(\\[[^\\s]+])?)*");

  private final RecordedApi api;
  private final JsonObject build =
      Answer.resource(JenkinsRecord.class, "build.json").toJsonObject();
  private final String authorization;
  private boolean wantsCrumb;

  JenkinsRecord(RecordedApi api, String secret) {
    this.api = api;
    String pair = "verdict:" + secret;
    this.authorization =
        "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    JsonArray artifacts = new JsonArray();
    for (String name : artifactNames()) {
      String file = name.substring(name.lastIndexOf('/') + 1);
      artifacts.add(JsonObject.of("displayPath", file, "fileName", file, "relativePath", name));
    }
    build.put("artifacts", artifacts);
    builds();
    crumbs();
  }

  static List<String> artifactNames() {
    return IntStream.range(0, 200).mapToObj(i -> "out/report #" + i + " ü 50%.xml").toList();
  }

  JsonObject build() {
    return build;
  }

  /** From here on writes want the crumb, in the session in which it was given. */
  void wantCrumb() {
    wantsCrumb = true;
  }

  private Route on(HttpMethod method, String path) {
    return api.on(method, "/jenkins" + path).header("Authorization", oneOf(authorization));
  }

  private void builds() {
    on(HttpMethod.GET, "/me/api/json")
        .query("tree", TREE)
        .answers(Answer.json(200, JsonObject.of("id", "verdict", "fullName", "Verdict")));
    on(HttpMethod.GET, "/job/team/job/app%20%231/job/PR-7/api/json")
        .query("tree", TREE)
        .answers(Answer.file(200, JenkinsRecord.class, "job.json"));
    for (String number : List.of("12", "lastBuild")) {
      on(HttpMethod.GET, BUILD.replace("12", number) + "/api/json")
          .query("tree", TREE)
          .answers(this::tree);
    }
    on(HttpMethod.POST, BUILD + "/submitDescription")
        .takes("application/x-www-form-urlencoded")
        .answers(this::describe);
    on(HttpMethod.GET, BUILD + "/artifact/{path*}")
        .answers(
            seen ->
                artifactNames().contains(seen.name("path"))
                    ? Answer.text(200, "application/xml", "<testsuite/>")
                    : Answer.text(404, "text/html", "<html>Not Found</html>"));
  }

  /** Only what the tree names, as Jenkins does it; inside of an object it leaves more here. */
  private Answer tree(Seen seen) {
    String names = seen.value("tree");
    String shorter = "";
    while (!shorter.equals(names)) {
      shorter = names;
      names = names.replaceAll("\\[[^\\[\\]]*]", "");
    }
    JsonObject some = new JsonObject().put("_class", build.getString("_class"));
    for (String name : names.split(",")) {
      some.put(name, build.getValue(name));
    }
    return Answer.json(200, some);
  }

  private Answer describe(Seen seen) {
    boolean crumb =
        "6f7c0e25c0a1".equals(seen.headers().get("Jenkins-Crumb"))
            && "JSESSIONID.1=node0a".equals(seen.headers().get("Cookie"));
    if (wantsCrumb && !crumb) {
      return Answer.text(403, "text/html", "<html>No valid crumb was included</html>");
    }
    String text = seen.body().toString().replaceFirst("^description=", "");
    build.put("description", URLDecoder.decode(text, StandardCharsets.UTF_8));
    return Answer.empty(302).header("Location", ".");
  }

  private void crumbs() {
    on(HttpMethod.GET, "/crumbIssuer/api/json")
        .answers(
            seen ->
                wantsCrumb
                    ? Answer.file(200, JenkinsRecord.class, "crumb.json")
                        .header("Set-Cookie", "JSESSIONID.1=node0a; Path=/jenkins; HttpOnly")
                    : Answer.text(404, "text/html", "<html>Not Found</html>"));
  }

  static String path(String name) {
    return "/jenkins" + BUILD + "/artifact/" + Encoding.path(name);
  }
}
