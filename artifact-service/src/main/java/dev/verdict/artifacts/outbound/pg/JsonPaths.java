package dev.verdict.artifacts.outbound.pg;

import dev.verdict.artifacts.domain.ContentQuery;
import dev.verdict.artifacts.domain.ContentQuery.Comparator;
import dev.verdict.contract.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Questions in the language of PostgreSQL for the inside of JSON. All that is quoted is quoted. */
final class JsonPaths {
  private static final Pattern NUMBER =
      Pattern.compile("-?(0|[1-9]\\d{0,30})(\\.\\d{1,30})?([eE][+-]?\\d{1,2})?");
  private static final Pattern POSITION = Pattern.compile("\\d{1,9}");

  private static final int MOST_AS_BOTH = 3;

  private JsonPaths() {}

  /** A predicate that holds where all of them do. */
  static String all(List<ContentQuery> queries) {
    return queries.stream().map(JsonPaths::one).collect(Collectors.joining(" && "));
  }

  private static String one(ContentQuery query) {
    String condition = " ? (" + condition(query) + "))";
    return paths(query.path()).stream()
        .map(path -> "exists(" + path + condition)
        .collect(Collectors.joining(" || ", "(", ")"));
  }

  private static String condition(ContentQuery query) {
    String value = query.value();
    String sign = query.comparator() == Comparator.EQUAL ? "==" : query.comparator().sign();
    String text = "@ " + sign + " " + quoted(value);
    boolean literal =
        NUMBER.matcher(value).matches()
            || (value.equals("true") || value.equals("false") || value.equals("null"));
    if (!literal) {
      return text;
    }
    return switch (query.comparator()) {
      case EQUAL -> "@ == " + value + " || " + text;
      default -> "@ " + sign + " " + value;
    };
  }

  /**
   * A number may be a position in a list and the name of a field, as of a percentile. The last few
   * of a path are tried as both, those before as positions: each doubles the question.
   */
  private static List<String> paths(List<String> names) {
    long numbers = names.stream().filter(JsonPaths::isPosition).count();
    List<String> paths = List.of("$");
    for (String name : names) {
      List<String> steps = new ArrayList<>();
      if (isPosition(name)) {
        steps.add("[" + name + "]");
        numbers--;
      }
      if (!isPosition(name) || numbers < MOST_AS_BOTH) {
        steps.add("." + quoted(name));
      }
      paths = paths.stream().flatMap(path -> steps.stream().map(path::concat)).toList();
    }
    return paths;
  }

  private static boolean isPosition(String name) {
    return POSITION.matcher(name).matches();
  }

  /** The number that a name stands for: at exactly this path, numbers in it as positions. */
  static String metric(String name) {
    return paths(Arrays.asList(name.split("\\.", -1))).getFirst() + numberOnly();
  }

  /** The same below {@code metrics}. */
  static String metricOfMetrics(String name) {
    return "$.\"metrics\"" + metric(name).substring(1);
  }

  /** A field of this name, wherever it stands. */
  static String metricAnywhere(String name) {
    return "$.**." + quoted(name) + numberOnly();
  }

  private static String numberOnly() {
    return " ? (@.type() == \"number\")";
  }

  private static String quoted(String text) {
    return Json.text(text);
  }
}
