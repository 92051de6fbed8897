package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;

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

  /**
   * The given ones, separated by commas or given several times; else those of the last submission.
   */
  static List<UUID> named(List<String> given, Path dataDirectory) throws IOException {
    List<String> words = new ArrayList<>();
    given.forEach(word -> words.addAll(Arrays.asList(word.split(","))));
    words.removeIf(String::isBlank);
    if (words.isEmpty() && Files.isReadable(dataDirectory.resolve(FILE))) {
      words.addAll(Files.readAllLines(dataDirectory.resolve(FILE)));
    }
    if (words.isEmpty()) {
      throw new WrongUsage(
          "--ids: none (expected: ids of tasks, or a 'verdict submit-task' before)");
    }
    List<UUID> ids = new ArrayList<>();
    for (String word : words) {
      try {
        ids.add(UUID.fromString(word.strip()));
      } catch (IllegalArgumentException e) {
        throw new WrongUsage("--ids: " + word + " (expected: the id of a task)");
      }
    }
    return ids;
  }
}
