package dev.verdict.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verdict aggregate}. */
@Command(
    name = "aggregate",
    mixinStandardHelpOptions = true,
    description =
        "Merges the report files of several jobs: summary.html, aggregate_report.html, and one"
            + " JUnit XML and JSON of all.")
final class AggregateCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--report-dir",
      required = true,
      paramLabel = "DIR",
      description = "Where the reports of the jobs are, each job in a directory of its own.")
  private Path reports = Path.of("");

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      defaultValue = "./test_reports",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path output = Path.of("test_reports");

  @Option(
      names = "--expect-jobs",
      paramLabel = "N",
      defaultValue = "0",
      description = "How many jobs must have left a report; with fewer the result is not green.")
  private int expected;

  @Override
  public Integer call() throws IOException {
    Bounds.check("--expect-jobs", expected, 0, AggregatedReports.MOST_JOBS);
    return new AggregatedReports(reports, output, expected)
        .write(spec.commandLine().getOut(), spec.commandLine().getErr());
  }
}
