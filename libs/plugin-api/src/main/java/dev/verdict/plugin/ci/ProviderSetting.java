package dev.verdict.plugin.ci;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One setting, described: documentation and {@code doctor} list what the host checks.
 *
 * @param name lower case, words joined by {@code _}
 * @param fallback what holds if nobody says anything
 * @param variables of the environment in which the CI system, or custom, gives the value; the first
 *     that is set counts, and a setting counts before them
 */
public record ProviderSetting(
    String name,
    Kind kind,
    boolean required,
    @Nullable String fallback,
    String description,
    List<String> variables) {
  /** How the text is read. */
  public enum Kind {
    TEXT("a text"),
    SECRET("a secret"),
    URL("an http or https URL"),
    PATH("a path"),
    NUMBER("a whole number, 0 or more"),
    DURATION("a duration such as 500ms, 30s or 5m"),
    FLAG("true or false");

    private final String expected;

    Kind(String expected) {
      this.expected = expected;
    }

    public String expected() {
      return expected;
    }
  }

  public ProviderSetting {
    variables = List.copyOf(variables);
  }

  public static ProviderSetting required(
      String name, Kind kind, String description, String... variables) {
    return new ProviderSetting(name, kind, true, null, description, List.of(variables));
  }

  public static ProviderSetting optional(
      String name, Kind kind, String description, String... variables) {
    return new ProviderSetting(name, kind, false, null, description, List.of(variables));
  }

  public static ProviderSetting withDefault(
      String name, Kind kind, String fallback, String description, String... variables) {
    return new ProviderSetting(name, kind, false, fallback, description, List.of(variables));
  }

  public boolean secret() {
    return kind == Kind.SECRET;
  }
}
