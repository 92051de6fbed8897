package dev.verdict.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Which {@code verdict.yaml} holds. */
public final class ConfigFile {
  private static final Path USUAL = Path.of("verdict.yaml");

  private ConfigFile() {}

  /** A file that is named has to be there; the usual one may be missing. */
  public static Optional<Path> of(
      @Nullable Path named, Function<String, @Nullable String> environment) {
    if (named != null) {
      return Optional.of(named);
    }
    String variable = environment.apply("VERDICT_CONFIG");
    return variable != null && !variable.isBlank()
        ? Optional.of(Path.of(variable))
        : Optional.of(USUAL).filter(Files::isRegularFile);
  }
}
