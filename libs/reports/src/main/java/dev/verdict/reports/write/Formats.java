package dev.verdict.reports.write;

import dev.verdict.reports.write.html.HtmlReport;
import dev.verdict.reports.write.json.JsonReport;
import dev.verdict.reports.write.markdown.MarkdownReport;
import dev.verdict.reports.write.xml.GitlabReport;
import dev.verdict.reports.write.xml.JunitReport;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The formats by the names that users give them. */
public final class Formats {
  private static final String EVERY = "all";
  private static final Map<String, ReportWriter> BY_NAME = byName();

  /**
   * What {@code all} stands for. Not {@code gitlab}: it holds the same tests as the JUnit XML, and
   * whoever collects every XML file would count them twice.
   */
  private static final List<ReportWriter> ALL =
      List.of(named("json"), named("md"), named("html"), named("xml"));

  private Formats() {}

  /**
   * The writers for names that are separated by spaces or commas, each once, in the order given.
   *
   * @throws IllegalArgumentException for a name that is none, with the nearest one, and for none at
   *     all
   */
  public static List<ReportWriter> parse(String names) {
    Set<ReportWriter> writers = new LinkedHashSet<>();
    for (String name : names.split("[\\s,]+")) {
      if (name.equalsIgnoreCase(EVERY)) {
        writers.addAll(ALL);
      } else if (!name.isEmpty()) {
        writers.add(one(name));
      }
    }
    if (writers.isEmpty()) {
      throw new IllegalArgumentException(unknown(names.strip()));
    }
    return List.copyOf(writers);
  }

  /** The writer of one name. */
  public static ReportWriter one(String name) {
    return Optional.ofNullable(BY_NAME.get(name.toLowerCase(Locale.ROOT)))
        .orElseThrow(() -> new IllegalArgumentException(unknown(name)));
  }

  private static ReportWriter named(String name) {
    return one(name);
  }

  private static Map<String, ReportWriter> byName() {
    Map<String, ReportWriter> writers = new LinkedHashMap<>();
    writers.put("json", new JsonReport());
    writers.put("md", new MarkdownReport());
    writers.put("markdown", writers.get("md"));
    writers.put("html", new HtmlReport());
    writers.put("xml", new JunitReport());
    writers.put("junit", writers.get("xml"));
    writers.put("gitlab", new GitlabReport());
    return writers;
  }

  private static String unknown(String name) {
    String expected = String.join(", ", BY_NAME.keySet()) + ", " + EVERY;
    String nearest =
        nearest(name.toLowerCase(Locale.ROOT))
            .map(word -> "; did you mean '" + word + "'?")
            .orElse("");
    return "report format: '" + name + "' (expected: one of " + expected + nearest + ")";
  }

  private static Optional<String> nearest(String name) {
    return BY_NAME.keySet().stream()
        .min(Comparator.comparingInt(word -> distance(name, word)))
        .filter(word -> !name.isEmpty() && distance(name, word) <= 2);
  }

  /** How many characters must be added, removed or changed. */
  private static int distance(String from, String to) {
    int[] previous = new int[to.length() + 1];
    for (int column = 0; column <= to.length(); column++) {
      previous[column] = column;
    }
    for (int row = 1; row <= from.length(); row++) {
      int[] current = new int[to.length() + 1];
      current[0] = row;
      for (int column = 1; column <= to.length(); column++) {
        int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
        current[column] =
            Math.min(
                previous[column - 1] + change, 1 + Math.min(previous[column], current[column - 1]));
      }
      previous = current;
    }
    return previous[to.length()];
  }
}
