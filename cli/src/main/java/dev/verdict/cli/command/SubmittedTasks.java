package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;

/**
 * The tasks of the last {@code submit-task} in this working directory, so that {@code
 * wait-completion} and {@code export-results} need not be told: pipelines call the three one after
 * the other, in one place. It is written from the first id on, so that a submission that broke off
 * is never mistaken for the one before it.
 */
final class SubmittedTasks {
  private static final String DIRECTORY = "submissions";

  private final Path file;
  private final String whose;

  private SubmittedTasks(Path file, String whose) {
    this.file = file;
    this.whose = whose;
  }

  /** Those of a name, or of the directory where the command runs. */
  static SubmittedTasks of(Path dataDirectory, Submission submission) {
    String whose = submission.whose();
    String name = UUID.nameUUIDFromBytes(whose.getBytes(StandardCharsets.UTF_8)).toString();
    return new SubmittedTasks(dataDirectory.resolve(DIRECTORY).resolve(name), whose);
  }

  /**
   * What was remembered.
   *
   * @param planned how many tasks the submission had
   */
  record Last(String at, int planned, List<String> ids) {
    boolean isComplete() {
      return ids.size() == planned;
    }
  }

  /** Forgets the submission before it. */
  void begin(int planned) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, planned + " " + Instant.now().truncatedTo(ChronoUnit.SECONDS) + "\n");
  }

  void add(String id) throws IOException {
    Files.writeString(file, id + "\n", StandardOpenOption.APPEND);
  }

  String whose() {
    return whose;
  }

  /**
   * @throws WrongUsage when nothing was submitted from here yet
   */
  Last last() throws IOException {
    List<String> lines = Files.isReadable(file) ? Files.readAllLines(file) : List.of();
    if (lines.size() < 2) {
      throw new WrongUsage(
          "--ids: none (expected: ids of tasks, or a 'verdict submit-task' before in "
              + whose
              + ")");
    }
    String[] head = lines.getFirst().split(" ", 2);
    return new Last(head[1], Integer.parseInt(head[0]), lines.subList(1, lines.size()));
  }
}
