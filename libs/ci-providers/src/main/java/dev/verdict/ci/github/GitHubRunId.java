package dev.verdict.ci.github;

import dev.verdict.plugin.ci.http.Encoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a test run is on GitHub: a check run or a status of a commit, and the run of Actions that it
 * belongs to. As a text {@code check/17/run/42}, {@code status/<sha>/<context>/run/42}, or {@code
 * 42} alone for a run of Actions.
 */
record GitHubRunId(
    @Nullable String check,
    @Nullable String sha,
    @Nullable String context,
    @Nullable String run,
    String text) {

  static GitHubRunId ofCheck(long id, @Nullable String run) {
    return parse("check/" + id + suffix(run));
  }

  static GitHubRunId ofStatus(String sha, String context, @Nullable String run) {
    return parse("status/" + sha + "/" + Encoding.segment(context) + suffix(run));
  }

  private static String suffix(@Nullable String run) {
    return run == null ? "" : "/run/" + Encoding.segment(run);
  }

  static GitHubRunId parse(String text) {
    String[] parts = text.split("/", -1);
    return switch (parts[0]) {
      case "check" -> new GitHubRunId(at(parts, 1), null, null, run(parts, 2), text);
      case "status" -> new GitHubRunId(null, at(parts, 1), at(parts, 2), run(parts, 3), text);
      default -> new GitHubRunId(null, null, null, text.matches("\\d+") ? text : null, text);
    };
  }

  Optional<String> actionsRun() {
    return Optional.ofNullable(run);
  }

  private static @Nullable String run(String[] parts, int from) {
    return "run".equals(at(parts, from)) ? at(parts, from + 1) : null;
  }

  private static @Nullable String at(String[] parts, int index) {
    return index < parts.length ? URLDecoder.decode(parts[index], StandardCharsets.UTF_8) : null;
  }
}
