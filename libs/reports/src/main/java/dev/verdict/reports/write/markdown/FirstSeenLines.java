package dev.verdict.reports.write.markdown;

import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.write.FirstSeenWords;
import dev.verdict.reports.write.text.SafeLink;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Since when tests are bad, and who had changed what: a few lines of Markdown. */
final class FirstSeenLines {
  private static final int MOST = 4;

  private FirstSeenLines() {}

  /**
   * @param page of a run
   */
  static String of(List<FirstSeen> all, Function<String, Optional<String>> page) {
    StringBuilder lines = new StringBuilder();
    all.stream()
        .filter(FirstSeenWords::tellsSomething)
        .limit(MOST)
        .forEach(seen -> lines.append("- ").append(line(seen, page)).append('\n'));
    return lines.isEmpty() ? "" : "**Since when**\n\n" + lines;
  }

  private static String line(FirstSeen seen, Function<String, Optional<String>> page) {
    Optional<String> address = page.apply(seen.runId()).flatMap(SafeLink::absolute);
    return FirstSeenWords.sentence(
        seen,
        text -> MarkdownText.code(text),
        words -> address.map(link -> "[" + words + "](" + link + ")").orElse(words));
  }
}
