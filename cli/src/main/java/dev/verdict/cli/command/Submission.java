package dev.verdict.cli.command;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Which submission is meant, by those commands of a pipeline that belong together. */
final class Submission {
  @Option(
      names = "--submission",
      paramLabel = "NAME",
      description =
          "Keeps the submission apart from others; default: one for each working directory.")
  private @Nullable String name;

  /** In words that also tell two submissions apart. */
  String whose() {
    return name != null ? "submission " + name : Path.of("").toAbsolutePath().toString();
  }
}
