package dev.verdict.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The ids of the last {@code submit-task}, so that {@code wait-completion} and {@code
 * export-results} need not be told: pipelines call the three one after the other.
 */
final class SubmittedTasks {
  private static final String FILE = "last-submitted";

  private SubmittedTasks() {}

  static void remember(Path dataDirectory, List<String> ids) throws IOException {
    Files.createDirectories(dataDirectory);
    Files.write(dataDirectory.resolve(FILE), ids);
  }

  /** Empty when nothing was submitted from here yet. */
  static List<String> last(Path dataDirectory) throws IOException {
    Path file = dataDirectory.resolve(FILE);
    return Files.isReadable(file) ? Files.readAllLines(file) : List.of();
  }
}
