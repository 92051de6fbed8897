package dev.verdict.ci.jenkins;

import dev.verdict.ci.JsonFields;
import dev.verdict.plugin.ci.RunState;
import dev.verdict.plugin.ci.TestRunStatus;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a build tells of itself; of its commit only a plugin tells, in one of many actions. */
final class JenkinsStatus {
  static final String TREE =
      "url,result,building,timestamp,duration,"
          + "actions[parameters[name,value],lastBuiltRevision[SHA1,branch[name]],remoteUrls]";

  private JenkinsStatus() {}

  static TestRunStatus of(
      String id, JenkinsBuild build, JsonObject body, Optional<String> repository) {
    RunState state = JenkinsWords.read(body);
    JsonObject revision = revision(body, repository);
    Long started = JsonFields.number(body, "timestamp");
    Long took = JsonFields.number(body, "duration");
    return new TestRunStatus(
        id,
        state,
        JenkinsWords.word(body),
        JsonFields.url(body, "url"),
        JsonFields.text(revision, "SHA1"),
        branch(revision),
        build.pullRequest().orElseGet(() -> builtByPlugin(body)),
        started == null ? null : Instant.ofEpochMilli(started),
        started == null || took == null || !state.isFinal()
            ? null
            : Instant.ofEpochMilli(started + took));
  }

  /** Of several checkouts (libraries are some) that of our repository, else the first. */
  private static @Nullable JsonObject revision(JsonObject body, Optional<String> repository) {
    JsonObject first = null;
    for (JsonObject action : actions(body)) {
      JsonObject revision = JsonFields.object(action, "lastBuiltRevision");
      if (revision != null) {
        String urls = String.valueOf(action.getValue("remoteUrls"));
        if (repository.isPresent() && urls.contains(repository.get())) {
          return revision;
        }
        first = first == null ? revision : first;
      }
    }
    return first;
  }

  private static @Nullable String branch(@Nullable JsonObject revision) {
    return JsonFields.objects(revision == null ? null : revision.getValue("branch")).stream()
        .findFirst()
        .map(each -> JsonFields.text(each, "name", ""))
        .map(name -> name.replaceFirst("^(refs/remotes/)?origin/", ""))
        .filter(name -> !name.isEmpty() && !name.equals("detached"))
        .orElse(null);
  }

  /** The plugin that builds pull requests gives the number as a parameter. */
  private static @Nullable String builtByPlugin(JsonObject body) {
    return actions(body).stream()
        .flatMap(action -> JsonFields.objects(action.getValue("parameters")).stream())
        .filter(each -> "ghprbPullId".equals(JsonFields.text(each, "name")))
        .map(each -> JsonFields.text(each, "value", ""))
        .findFirst()
        .orElse(null);
  }

  private static List<JsonObject> actions(JsonObject body) {
    return JsonFields.objects(body.getValue("actions"));
  }
}
