package dev.verdict.ci.environment;

import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a process.
 *
 * @param files gives the text of a file that a variable names
 */
record Variables(Map<String, String> values, Function<String, Optional<String>> files) {
  /** What Azure leaves of a variable that is not defined. */
  private static final Pattern UNDEFINED = Pattern.compile("\\$\\([^)]*\\)");

  /** The first of these that says something. */
  @Nullable String first(String... names) {
    for (String name : names) {
      String value = values.get(name);
      if (value != null && !value.isBlank() && !UNDEFINED.matcher(value).matches()) {
        return value.strip();
      }
    }
    return null;
  }

  boolean says(String name, String word) {
    return word.equalsIgnoreCase(first(name));
  }

  boolean has(String name) {
    return first(name) != null;
  }

  Optional<String> file(String variable) {
    String path = first(variable);
    return path == null ? Optional.empty() : files.apply(path);
  }

  /** The first group of {@code pattern} where it is found in the value. */
  @Nullable String part(@Nullable String value, String pattern) {
    if (value == null) {
      return null;
    }
    Matcher matcher = Pattern.compile(pattern).matcher(value);
    return matcher.find() ? matcher.group(1) : null;
  }

  /** Values joined; null if one of them is missing. */
  static @Nullable String joined(@Nullable String... parts) {
    StringBuilder all = new StringBuilder();
    for (String part : parts) {
      if (part == null) {
        return null;
      }
      all.append(part);
    }
    return all.toString();
  }

  static @Nullable String or(@Nullable String value, @Nullable String other) {
    return value != null ? value : other;
  }

  /** A branch without what Git puts before it; null for what is no branch. */
  static @Nullable String branch(@Nullable String ref) {
    if (ref == null || ref.startsWith("refs/pull/") || ref.startsWith("refs/tags/")) {
      return null;
    }
    return ref.replaceFirst("^refs/heads/", "");
  }
}
