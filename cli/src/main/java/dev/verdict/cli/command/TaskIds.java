package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which tasks are meant. */
final class TaskIds {
  @Option(
      names = "--ids",
      arity = "1..*",
      paramLabel = "ID",
      description =
          "Of tasks, separated by spaces or commas; default: those of the last submit-task in this"
              + " directory.")
  private List<String> given = List.of();

  @Mixin private Submission submission = new Submission();

  /**
   * @param complete whether they are all that were to be submitted
   */
  record Named(List<UUID> ids, boolean complete) {}

  /** The given ones; else those of the last submission from here, and then it says which. */
  Named named(Path dataDirectory, PrintWriter err) throws IOException {
    List<String> words = new ArrayList<>();
    given.forEach(word -> words.addAll(Arrays.asList(word.split(","))));
    words.removeIf(String::isBlank);
    if (!words.isEmpty()) {
      return new Named(words.stream().map(TaskIds::id).toList(), true);
    }
    SubmittedTasks submitted = SubmittedTasks.of(dataDirectory, submission);
    SubmittedTasks.Last last = submitted.last();
    err.println(
        last.ids().size()
            + (last.ids().size() == 1 ? " task" : " tasks")
            + " of 'submit-task' at "
            + last.at()
            + " in "
            + submitted.whose());
    if (!last.isComplete()) {
      err.println("  but " + last.planned() + " were to be submitted: it broke off");
    }
    return new Named(last.ids().stream().map(TaskIds::id).toList(), last.isComplete());
  }

  private static UUID id(String word) {
    try {
      return UUID.fromString(word.strip());
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--ids: " + word + " (expected: the id of a task)");
    }
  }
}
