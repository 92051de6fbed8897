package dev.verdict.reporter.domain.telling;

import dev.verdict.reporter.domain.RunOrigin;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a run is one of: whoever starts it may say so as {@code suite}; else it is the trigger, else
 * its name. Two projects of one repository keep theirs apart.
 */
public final class Suites {
  private Suites() {}

  public static String of(RunOrigin origin) {
    Map<String, Object> metadata = Objects.requireNonNullElse(origin.metadata(), Map.of());
    String suite =
        Stream.of(metadata.get("suite"), metadata.get("trigger"), origin.name())
            .filter(Objects::nonNull)
            .map(String::valueOf)
            .findFirst()
            .orElse("tests");
    return Stream.of(origin.project(), suite)
        .filter(Objects::nonNull)
        .collect(Collectors.joining("/"));
  }
}
