package dev.verdict.plugin.ci;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What holds for one provider. Every setting was checked before, so reading does not fail. */
public interface ProviderSettings {
  /** The text, trimmed and not empty; empty if there is none. */
  Optional<String> text(String name);

  /** A required setting, or one with a default. */
  default String required(String name) {
    return text(name)
        .orElseThrow(
            () ->
                new IllegalArgumentException(name + ": absent (expected: declared with a value)"));
  }

  /** Without a slash at its end. */
  default Optional<URI> url(String name) {
    return text(name)
        .map(text -> URI.create(text.endsWith("/") ? text.substring(0, text.length() - 1) : text));
  }

  default URI requiredUrl(String name) {
    return url(name).orElseGet(() -> URI.create(required(name)));
  }

  default Path path(String name) {
    return Path.of(required(name));
  }

  default boolean flag(String name) {
    return text(name).map(Boolean::parseBoolean).orElse(false);
  }

  default int number(String name) {
    return Integer.parseInt(required(name));
  }

  Duration duration(String name);
}
