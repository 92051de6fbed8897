package dev.verdict.reports.message;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How much is said: {@code minimal} is a line, {@code default} says what is bad, {@code detailed}
 * what each test said; else it is one's own text, with places such as {@code {{suite}}}.
 */
public record Template(String name, @Nullable String own) {
  static final Set<String> PLACES =
      Set.of(
          "headline",
          "suite",
          "project",
          "branch",
          "commit",
          "owner",
          "verdict",
          "change",
          "counts",
          "duration",
          "reason",
          "failing",
          "report",
          "build");
  private static final Pattern PLACE = Pattern.compile("\\{\\{\\s*([^{}]*?)\\s*}}");
  private static final int LONGEST = 4_000;

  public static final Template MINIMAL = new Template("minimal", null);
  public static final Template DEFAULT = new Template("default", null);
  public static final Template DETAILED = new Template("detailed", null);

  /**
   * @throws IllegalArgumentException with what is wrong in one's own
   */
  public static Template of(String text) {
    return switch (text.strip().toLowerCase(Locale.ROOT)) {
      case "minimal" -> MINIMAL;
      case "", "default" -> DEFAULT;
      case "detailed" -> DETAILED;
      default -> own(text);
    };
  }

  private static Template own(String text) {
    if (!text.contains("{{")) {
      throw new IllegalArgumentException(
          "minimal, default, detailed, or a text with {{…}}, one of " + new TreeSet<>(PLACES));
    }
    if (text.length() > LONGEST) {
      throw new IllegalArgumentException("a text of at most " + LONGEST + " characters");
    }
    Matcher places = PLACE.matcher(text);
    while (places.find()) {
      if (!PLACES.contains(places.group(1))) {
        throw new IllegalArgumentException(
            "{{" + places.group(1) + "}}: one of " + new TreeSet<>(PLACES));
      }
    }
    return new Template("own", text);
  }

  String filled(String text, java.util.function.Function<String, String> values) {
    // What is put in is never looked at again: a test called {{report}} stays that.
    return PLACE
        .matcher(text)
        .replaceAll(place -> Matcher.quoteReplacement(values.apply(place.group(1))));
  }
}
