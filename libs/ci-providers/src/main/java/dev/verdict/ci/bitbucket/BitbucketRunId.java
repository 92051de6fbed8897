package dev.verdict.ci.bitbucket;

import dev.verdict.plugin.ci.http.Encoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a test run is on Bitbucket: a report on a commit. As a text {@code
 * report/<sha>/<report>/<name>}, or the id of a pipeline alone, with braces or as a number.
 */
record BitbucketRunId(
    @Nullable String sha, @Nullable String report, @Nullable String name, String text) {
  private static final int PARTS = 4;

  static BitbucketRunId ofReport(String sha, String report, String name) {
    return parse(
        Stream.of("report", sha, report, name)
            .map(Encoding::segment)
            .collect(Collectors.joining("/")));
  }

  static BitbucketRunId parse(String text) {
    String[] parts = text.split("/", -1);
    return parts.length == PARTS && parts[0].equals("report")
        ? new BitbucketRunId(part(parts[1]), part(parts[2]), part(parts[3]), text)
        : new BitbucketRunId(null, null, null, text);
  }

  private static String part(String encoded) {
    return URLDecoder.decode(encoded, StandardCharsets.UTF_8);
  }
}
