package dev.verdict.runners;

import dev.verdict.plugin.runner.CommandOutput;
import java.util.List;

/** What a tool said, short enough to be read in a message. */
public final class Said {
  private static final int MOST_LINES = 40;
  private static final int MOST_CHARACTERS = 4000;

  private Said() {}

  /** The end of both streams, where tools put what matters. */
  public static String lately(CommandOutput output) {
    String all = (output.standardOutput().strip() + "\n" + output.standardError().strip()).strip();
    return all.isEmpty() ? "it said nothing" : tail(all);
  }

  public static String tail(String text) {
    List<String> lines = text.strip().lines().toList();
    String tail =
        String.join("\n", lines.subList(Math.max(0, lines.size() - MOST_LINES), lines.size()));
    return tail.substring(Math.max(0, tail.length() - MOST_CHARACTERS));
  }
}
