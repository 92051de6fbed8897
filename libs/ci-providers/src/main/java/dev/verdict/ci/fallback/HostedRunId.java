package dev.verdict.ci.fallback;

import dev.verdict.plugin.ci.http.Encoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test run on the host of the repository, and the run of the CI system that it belongs to. As a
 * text {@code host/<id there>/run/<id here>}; any other text is the id of a run of the CI system.
 */
public record HostedRunId(@Nullable String hosted, @Nullable String run, String text) {
  private static final String HOST = "host/";
  private static final String RUN = "/run/";

  static HostedRunId of(String hosted, @Nullable String run) {
    String suffix = run == null ? "" : RUN + Encoding.segment(run);
    return parse(HOST + Encoding.segment(hosted) + suffix);
  }

  public static HostedRunId parse(String text) {
    if (!text.startsWith(HOST)) {
      return new HostedRunId(null, text, text);
    }
    String[] ids = text.substring(HOST.length()).split(RUN, 2);
    return new HostedRunId(decoded(ids[0]), ids.length == 2 ? decoded(ids[1]) : null, text);
  }

  public Optional<String> ciRun() {
    return Optional.ofNullable(run);
  }

  /** Whoever asks may ask for anything. */
  private static String decoded(String text) {
    try {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException notOurs) {
      return text;
    }
  }
}
