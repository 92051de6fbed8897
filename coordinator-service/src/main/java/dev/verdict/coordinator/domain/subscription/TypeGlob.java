package dev.verdict.coordinator.domain.subscription;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Types of events with {@code *} for any number of characters, as in {@code
 * dev.cdevents.testsuiterun.*}.
 */
public final class TypeGlob {
  private static final Pattern WRITTEN = Pattern.compile("[A-Za-z0-9.*_-]{1,200}");

  private final Pattern pattern;

  private TypeGlob(Pattern pattern) {
    this.pattern = pattern;
  }

  public static boolean canBeRead(String glob) {
    return WRITTEN.matcher(glob).matches() && !glob.contains("**");
  }

  /** One for all of them: an event is wanted when one of them matches. */
  public static TypeGlob anyOf(Collection<String> globs) {
    return new TypeGlob(
        Pattern.compile(globs.stream().map(TypeGlob::expression).collect(Collectors.joining("|"))));
  }

  private static String expression(String glob) {
    return Stream.of(glob.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));
  }

  public boolean matches(String type) {
    return pattern.matcher(type).matches();
  }
}
