package dev.verdict.ci.travis;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/** What a build tells of itself. */
final class TravisStatus {
  private TravisStatus() {}

  /**
   * Of a pull request Travis CI builds a merge that the repository's host forgets, and names the
   * branch that it goes into: both would mislead whoever marks commits, so they are left out.
   */
  static TestRunStatus of(String id, JsonObject build, URI page) {
    String word = JsonFields.text(build, "state", "");
    RunState state = TravisWords.read(word);
    boolean request = "pull_request".equals(JsonFields.text(build, "event_type"));
    boolean tag = JsonFields.object(build, "tag") != null;
    return new TestRunStatus(
        id,
        state,
        word,
        page,
        request ? null : JsonFields.text(JsonFields.object(build, "commit"), "sha"),
        request || tag ? null : JsonFields.text(JsonFields.object(build, "branch"), "name"),
        JsonFields.text(build, "pull_request_number"),
        JsonFields.instant(build, "started_at"),
        state.isFinal() ? JsonFields.instant(build, "finished_at") : null);
  }
}
