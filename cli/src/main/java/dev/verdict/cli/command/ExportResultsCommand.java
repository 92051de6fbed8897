package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.reports.write.Formats;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verdict export-results}. */
@Command(
    name = "export-results",
    mixinStandardHelpOptions = true,
    description = "Writes the results of tasks as one report file.")
final class ExportResultsCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @Mixin private TaskIds ids = new TaskIds();

  @Option(
      names = "--format",
      paramLabel = "NAME",
      defaultValue = "json",
      description = "junit json html md gitlab (default: ${DEFAULT-VALUE}).")
  private String format = "json";

  @Option(
      names = "--output",
      required = true,
      paramLabel = "FILE",
      description = "The file to write; it is whole or not there.")
  private Path output = Path.of("");

  @Override
  public Integer call() throws IOException {
    try {
      Formats.one(format);
    } catch (IllegalArgumentException e) {
      throw new WrongUsage("--format: " + e.getMessage());
    }
    PrintWriter err = spec.commandLine().getErr();
    List<UUID> tasks = ids.named(connection.dataDirectory(), err).ids();
    String list = tasks.stream().map(UUID::toString).collect(Collectors.joining(","));
    connection
        .client()
        .trusting()
        .download("/api/v1/tasks/export?ids=" + list + "&format=" + format, output);
    err.println("Results of " + tasks.size() + " tasks in " + output);
    return ExitCodes.ALL_PASSED;
  }
}
