package dev.verdict.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the one-process system keeps its data, and where the other commands find its address and
 * key.
 */
public final class DataDirectory {
  private DataDirectory() {}

  /** The given one, else {@code VERDICT_DATA_DIR}, else {@code .verdict} in the user's home. */
  public static Path of(@Nullable Path given) {
    if (given != null) {
      return given.toAbsolutePath().normalize();
    }
    String set = System.getenv("VERDICT_DATA_DIR");
    return set == null || set.isBlank()
        ? Path.of(System.getProperty("user.home"), ".verdict")
        : Path.of(set).toAbsolutePath().normalize();
  }
}
