package dev.verdict.testkit.ci;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What an API accepts as a value. */
@FunctionalInterface
public interface Rule {
  /** Null if the value is accepted, else what was expected. */
  @Nullable String fault(@Nullable Object value);

  /** May be absent; if it is there, it is like this. */
  static Rule optional(Rule rule) {
    return value -> value == null ? null : rule.fault(value);
  }

  static Rule text(int longest) {
    return value ->
        value instanceof String text && !text.isEmpty() && text.length() <= longest
            ? null
            : "a text of 1 to " + longest + " characters";
  }

  static Rule matches(String regex) {
    return value ->
        value != null && value.toString().matches(regex) ? null : "something like " + regex;
  }

  static Rule oneOf(String... words) {
    List<String> known = List.of(words);
    return value -> known.contains(Objects.toString(value)) ? null : "one of " + known;
  }

  static Rule number(long least, long most) {
    return value ->
        value instanceof Number number && number.longValue() >= least && number.longValue() <= most
            ? null
            : "a number from " + least + " to " + most;
  }

  static Rule any() {
    return value -> value == null ? "something" : null;
  }
}
