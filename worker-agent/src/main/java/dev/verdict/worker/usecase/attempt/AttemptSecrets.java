package dev.verdict.worker.usecase.attempt;

import dev.verdict.worker.domain.SecretMask;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Which values must not be shown: variables with a telling name, and what the worker itself hides.
 */
public final class AttemptSecrets {
  private final List<PathMatcher> names;
  private final Supplier<List<String>> ownSecrets;

  /**
   * @param namePatterns of variables, such as {@code *TOKEN*}
   */
  public AttemptSecrets(List<String> namePatterns, Supplier<List<String>> ownSecrets) {
    this.names =
        namePatterns.stream()
            .map(pattern -> "glob:" + pattern.toUpperCase(Locale.ROOT))
            .map(pattern -> FileSystems.getDefault().getPathMatcher(pattern))
            .toList();
    this.ownSecrets = ownSecrets;
  }

  SecretMask in(Map<String, String> environment, String token) {
    List<String> secrets = new ArrayList<>(ownSecrets.get());
    secrets.add(token);
    environment.forEach(
        (name, value) -> {
          if (isSecret(name)) {
            secrets.add(value);
          }
        });
    return new SecretMask(secrets);
  }

  private boolean isSecret(String name) {
    if (name.indexOf('/') >= 0 || name.indexOf('\0') >= 0) {
      return false;
    }
    Path upper = Path.of(name.toUpperCase(Locale.ROOT));
    return names.stream().anyMatch(matcher -> matcher.matches(upper));
  }
}
