package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Option;

/** Which tasks are meant. */
final class TaskIds {
  @Option(
      names = "--ids",
      arity = "1..*",
      paramLabel = "ID",
      description =
          "Of tasks, separated by spaces or commas; default: those of the last submit-task.")
  private List<String> given = List.of();

  /** The given ones; else those of the last submission. */
  List<UUID> named(Path dataDirectory) throws IOException {
    List<String> words = new ArrayList<>();
    given.forEach(word -> words.addAll(Arrays.asList(word.split(","))));
    words.removeIf(String::isBlank);
    if (words.isEmpty()) {
      words.addAll(SubmittedTasks.last(dataDirectory));
    }
    if (words.isEmpty()) {
      throw new WrongUsage(
          "--ids: none (expected: ids of tasks, or a 'verdict submit-task' before)");
    }
    return words.stream().map(TaskIds::id).toList();
  }

  private static UUID id(String word) {
    try {
      return UUID.fromString(word.strip());
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--ids: " + word + " (expected: the id of a task)");
    }
  }
}
