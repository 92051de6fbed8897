package dev.verdict.ci.jenkins;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.RunState;
import io.vertx.core.json.JsonObject;

/** Jenkins' words for how a build stands. */
final class JenkinsWords {
  private JenkinsWords() {}

  static RunState read(JsonObject build) {
    String word = word(build);
    return word.equals("building") ? RunState.RUNNING : result(word);
  }

  /** Of a build that has one. */
  static RunState result(String word) {
    return switch (word) {
      case "SUCCESS" -> RunState.SUCCESS;
      case "FAILURE", "UNSTABLE" -> RunState.FAILURE;
      case "NOT_BUILT" -> RunState.ERROR;
      case "ABORTED" -> RunState.CANCELLED;
      default -> RunState.UNKNOWN;
    };
  }

  /** The result; a build has one before its last steps are over, and is building until then. */
  static String word(JsonObject build) {
    return "true".equals(JsonFields.text(build, "building"))
        ? "building"
        : JsonFields.text(build, "result", "");
  }
}
