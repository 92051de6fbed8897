package dev.verdict.cli.client;

import dev.verdict.contract.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A running one-process system, as it describes itself in {@code endpoints.json} of its data
 * directory.
 *
 * @param caFile who signed its certificate, where it has one
 */
public record Endpoint(
    String url, String kafka, String postgres, String apiKeyFile, @Nullable String caFile) {
  public static final String FILE = "endpoints.json";

  public static Optional<Endpoint> in(Path dataDirectory) {
    Path file = dataDirectory.resolve(FILE);
    try {
      return Files.isReadable(file)
          ? Optional.of(Json.read(Files.readAllBytes(file), Endpoint.class))
          : Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  public @Nullable Path authority() {
    return caFile == null ? null : Path.of(caFile);
  }

  /** The key that the file names, if this user may read it. */
  public @Nullable String key() {
    try {
      return Files.readString(Path.of(apiKeyFile)).strip();
    } catch (IOException e) {
      return null;
    }
  }
}
