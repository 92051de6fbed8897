package dev.verdict.ci.azure;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a test run is on Azure DevOps: a test run, and the build that it belongs to. As a text
 * {@code run/17}, {@code run/17/build/42}, or {@code 42} alone for a build.
 */
record AzureRunId(@Nullable String runId, @Nullable String buildId, String text) {
  private static final Pattern RUN = Pattern.compile("run/(\\d+)(?:/build/(\\d+))?");

  static AzureRunId ofRun(String run, @Nullable String build) {
    boolean numbered = build != null && build.matches("\\d+");
    return parse("run/" + run + (numbered ? "/build/" + build : ""));
  }

  static AzureRunId parse(String text) {
    Matcher run = RUN.matcher(text);
    return run.matches()
        ? new AzureRunId(run.group(1), run.group(2), text)
        : new AzureRunId(null, text.matches("\\d+") ? text : null, text);
  }

  Optional<String> run() {
    return Optional.ofNullable(runId);
  }

  Optional<String> build() {
    return Optional.ofNullable(buildId);
  }
}
