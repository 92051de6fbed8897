package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.contract.Json;
import dev.verdict.reports.inspect.Inspection;
import dev.verdict.reports.inspect.InspectionText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verdict inspect}. */
@Command(
    name = "inspect",
    mixinStandardHelpOptions = true,
    description =
        "Says what Verdict reads out of report files; exit code 2 if one of them cannot be"
            + " trusted.")
final class InspectCommand implements Callable<Integer> {
  enum Output {
    TEXT,
    JSON
  }

  @Spec private CommandSpec spec;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Report files.")
  private List<Path> files = List.of();

  @Option(names = "--output", description = "${COMPLETION-CANDIDATES} (default: TEXT).")
  private Output output = Output.TEXT;

  @Override
  public Integer call() {
    for (Path file : files) {
      if (!Files.isReadable(file) || Files.isDirectory(file)) {
        throw new WrongUsage("report file: " + file + " (expected: a file that can be read)");
      }
    }
    Inspection inspection = Inspection.of(files);
    spec.commandLine()
        .getOut()
        .println(output == Output.JSON ? Json.text(inspection) : InspectionText.of(inspection));
    return inspection.trusted() ? ExitCodes.ALL_PASSED : ExitCodes.WRONG_USAGE;
  }
}
