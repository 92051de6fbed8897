package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.reports.coverage.Coverage;
import dev.verdict.reports.coverage.CoverageFiles;
import dev.verdict.reports.coverage.NoCoverage;
import dev.verdict.reports.write.text.Numbers;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verdict coverage}. */
@Command(
    name = "coverage",
    mixinStandardHelpOptions = true,
    description =
        "Adds up coverage files (Cobertura, JaCoCo, LCOV, Go) and records the figure for a run.")
final class CoverageCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Of all parts of the suite.")
  private List<Path> files = List.of();

  @Option(
      names = "--run",
      paramLabel = "ID",
      description = "The run whose metric it becomes; without it the figure is only shown.")
  private @Nullable UUID run;

  @Option(
      names = "--reporter",
      paramLabel = "URL",
      defaultValue = "${env:VERDICT_REPORTER}",
      description = "Where the reporter is, if not at the coordinator's address.")
  private @Nullable URI reporter;

  @Override
  public Integer call() throws IOException {
    Coverage coverage = new Coverage();
    double percent;
    try {
      for (Path file : files) {
        CoverageFiles.read(file, coverage);
      }
      percent = coverage.percent();
    } catch (NoCoverage e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        String.format(
            Locale.ROOT,
            "%.2f %% covered: %,d of %,d lines in %s",
            Math.floor(percent * 100) / 100,
            coverage.covered(),
            coverage.known(),
            Numbers.of(coverage.files(), "file")));
    if (run != null) {
      record(run, percent);
      out.println("Recorded for run " + run);
    }
    return ExitCodes.ALL_PASSED;
  }

  private void record(UUID id, double percent) {
    ApiClient coordinator = connection.client();
    ApiClient service = reporter == null ? coordinator : coordinator.at(reporter);
    service.post(
        "/api/v1/metrics",
        Map.of("run_id", id, "metric_name", "coverage", "metric_value", percent, "unit", "percent"),
        Map.class);
  }
}
