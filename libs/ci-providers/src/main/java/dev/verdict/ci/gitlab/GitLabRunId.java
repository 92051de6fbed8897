package dev.verdict.ci.gitlab;

import dev.verdict.plugin.ci.http.Encoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test run is on GitLab: a status of a commit, and the pipeline that it belongs to. As a
 * text {@code status/<sha>/<name>/<ref>/<pipeline>}, where the last two may be empty, or {@code 42}
 * alone for a pipeline.
 */
record GitLabRunId(
    @Nullable String sha,
    @Nullable String name,
    @Nullable String ref,
    @Nullable String pipelineId,
    String text) {
  private static final int PARTS = 5;

  static GitLabRunId ofStatus(
      String sha, String name, @Nullable String ref, @Nullable String pipeline) {
    String number = pipeline != null && pipeline.matches("\\d+") ? pipeline : "";
    return parse(
        Stream.of("status", sha, name, ref == null ? "" : ref, number)
            .map(Encoding::segment)
            .collect(Collectors.joining("/")));
  }

  static GitLabRunId parse(String text) {
    String[] parts = text.split("/", -1);
    if (parts.length == PARTS && parts[0].equals("status")) {
      return new GitLabRunId(part(parts[1]), part(parts[2]), part(parts[3]), part(parts[4]), text);
    }
    return new GitLabRunId(null, null, null, text.matches("\\d+") ? text : null, text);
  }

  Optional<String> pipeline() {
    return Optional.ofNullable(pipelineId);
  }

  private static @Nullable String part(String encoded) {
    return encoded.isEmpty() ? null : URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
