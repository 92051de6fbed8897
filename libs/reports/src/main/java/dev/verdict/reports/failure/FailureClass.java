package dev.verdict.reports.failure;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What kind of thing went wrong, which says who has to look at it first. */
public enum FailureClass {
  ASSERTION("the program answered, and not as the test expects"),
  TIMEOUT("it did not end in time"),
  CRASH("the process died"),
  OUT_OF_MEMORY("memory ran out"),
  INFRASTRUCTURE("the machine failed, not the program"),
  DEPENDENCY("something that the test needs could not be reached or loaded"),
  ENVIRONMENT("the machine is not set up as the test expects"),
  SETUP("it failed before the test itself began, or after it had ended"),
  LOST("nobody can account for it"),
  UNKNOWN("no rule knows this failure");

  private final String sentence;

  FailureClass(String sentence) {
    this.sentence = sentence;
  }

  public String sentence() {
    return sentence;
  }

  @JsonValue
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  @JsonCreator
  public static FailureClass of(String word) {
    for (FailureClass each : values()) {
      if (each.word().equals(word)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "class of a failure: '" + word + "' (expected: one of " + words() + ")");
  }

  private static String words() {
    return Arrays.stream(values()).map(FailureClass::word).collect(Collectors.joining(", "));
  }
}
