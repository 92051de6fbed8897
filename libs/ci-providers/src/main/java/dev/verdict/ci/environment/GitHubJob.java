package dev.verdict.ci.environment;

import static dev.verdict.ci.environment.Variables.joined;
import static dev.verdict.ci.environment.Variables.or;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** A job of GitHub Actions. For a pull request the truth is in the file of the event. */
final class GitHubJob {
  private GitHubJob() {}

  static CiEnvironment read(Variables all) {
    JsonObject event = event(all);
    JsonObject request = object(event, "pull_request");
    JsonObject head = object(request, "head");
    String repository = all.first("GITHUB_REPOSITORY");
    String run = all.first("GITHUB_RUN_ID");
    String inRef = all.part(all.first("GITHUB_REF"), "^refs/pull/(\\d+)/");
    String number = or(number(request), number(event));
    boolean branch = all.says("GITHUB_REF_TYPE", "branch");
    return new CiEnvironment(
        "github",
        repository,
        run,
        or(head.getString("sha"), all.first("GITHUB_SHA")),
        or(all.first("GITHUB_HEAD_REF"), branch ? all.first("GITHUB_REF_NAME") : null),
        or(inRef, number),
        joined(all.first("GITHUB_SERVER_URL"), "/", repository, "/actions/runs/", run));
  }

  private static JsonObject event(Variables all) {
    try {
      return all.file("GITHUB_EVENT_PATH").map(JsonObject::new).orElseGet(JsonObject::new);
    } catch (DecodeException unreadable) {
      return new JsonObject();
    }
  }

  private static JsonObject object(JsonObject from, String name) {
    return from.getValue(name) instanceof JsonObject object ? object : new JsonObject();
  }

  private static @Nullable String number(JsonObject from) {
    return from.getValue("number") instanceof Number number ? number.toString() : null;
  }
}
