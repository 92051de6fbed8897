package dev.verdict.ci.fallback;

import dev.verdict.plugin.ci.http.Encoding;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/**
 * A test run that is a line in a text of a build. As a text {@code note/<name>/build/<build>}; any
 * other text is a build, and its line has a name that is the same for all.
 */
public record NotedRunId(String name, String build, String text) {
  private static final String NOTE = "note/";
  private static final String BUILD = "/build/";

  public static NotedRunId of(String name, String build) {
    return parse(NOTE + Encoding.segment(name) + BUILD + Encoding.segment(build));
  }

  public static NotedRunId parse(String text) {
    String[] parts = text.startsWith(NOTE) ? text.substring(NOTE.length()).split(BUILD, 2) : null;
    return parts == null || parts.length < 2
        ? new NotedRunId("tests", text, text)
        : new NotedRunId(decoded(parts[0]), decoded(parts[1]), text);
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
