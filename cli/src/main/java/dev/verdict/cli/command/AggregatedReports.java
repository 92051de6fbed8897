package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.reports.Problem;
import dev.verdict.reports.aggregate.Aggregation;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.write.AggregateFiles;
import dev.verdict.reports.write.VerdictWords;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** Reads, writes and tells; for {@code aggregate} and {@code run --aggregate-reports}. */
record AggregatedReports(Path reports, Path output, int expectedJobs) {
  static final int MOST_JOBS = 20_000;
  private static final int MOST_TOLD = 20;

  int write(PrintWriter out, PrintWriter err) throws IOException {
    if (!Files.isDirectory(reports)) {
      throw new WrongUsage("--report-dir: " + reports + " (expected: a directory that exists)");
    }
    if (Files.exists(output) && !Files.isDirectory(output)) {
      throw new WrongUsage("--output-dir: " + output + " (expected: a directory)");
    }
    try (Aggregation aggregation = Aggregation.of(reports, output, expectedJobs, Instant.now())) {
      List<Path> files = AggregateFiles.write(aggregation, output);
      tell(aggregation.problems(), err);
      if (!aggregation.passedOver().isEmpty()) {
        err.println("passed over, no test reports: " + aggregation.passedOver().size());
      }
      ReportedRun run = aggregation.report().run();
      out.println(
          VerdictWords.title(run) + ": " + VerdictWords.counts(run.counts()) + ", " + run.name());
      files.forEach(file -> out.println("  " + file));
      return ExitCodes.of(aggregation.verdict());
    }
  }

  private static void tell(List<Problem> problems, PrintWriter err) {
    problems.stream()
        .limit(MOST_TOLD)
        .forEach(problem -> err.println(TerminalText.line(problem.toString())));
    if (problems.size() > MOST_TOLD) {
      err.println("and " + (problems.size() - MOST_TOLD) + " more problems, all in the report");
    }
  }
}
