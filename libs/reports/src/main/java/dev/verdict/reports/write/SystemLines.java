package dev.verdict.reports.write;

import dev.verdict.reports.write.text.Cut;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The system information as lines for people. */
public final class SystemLines {
  private static final List<String> FIRST = List.of("verdict_version", "workers");
  private static final int MOST_LINES = 200;
  private static final int MOST_OF_A_LINE = 600;

  private SystemLines() {}

  /** One thing that is known. */
  public record Line(String name, String value) {}

  /** A list of maps, such as the workers, gives one line for each. */
  public static List<Line> of(Map<String, Object> information) {
    List<Line> lines = new ArrayList<>();
    Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
    FIRST.stream().filter(information::containsKey).forEach(name -> ordered.put(name, null));
    ordered.putAll(information);
    ordered.forEach(
        (name, value) -> {
          String words = name.replace('_', ' ');
          if (value instanceof Collection<?> many
              && many.stream().anyMatch(Map.class::isInstance)) {
            many.forEach(one -> lines.add(line(words, one)));
          } else {
            lines.add(line(words, value));
          }
        });
    return lines.size() <= MOST_LINES ? lines : lines.subList(0, MOST_LINES);
  }

  private static Line line(String name, @Nullable Object value) {
    return new Line(Cut.end(name, 100), Cut.end(words(value), MOST_OF_A_LINE));
  }

  private static String words(@Nullable Object value) {
    return switch (value) {
      case null -> "unknown";
      case Map<?, ?> map ->
          map.entrySet().stream()
              .filter(entry -> entry.getValue() != null)
              .map(entry -> inMap(String.valueOf(entry.getKey()), words(entry.getValue())))
              .filter(text -> !text.isBlank())
              .collect(Collectors.joining(" · "));
      case Collection<?> many ->
          many.stream().map(SystemLines::words).collect(Collectors.joining(", "));
      default -> String.valueOf(value);
    };
  }

  private static String inMap(String name, String value) {
    if (value.isBlank()) {
      return "";
    }
    return name.equals("name") ? value : name.replace('_', ' ') + " " + value;
  }
}
