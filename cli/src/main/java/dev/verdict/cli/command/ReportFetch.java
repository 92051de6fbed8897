package dev.verdict.cli.command;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.contract.api.RunView;
import dev.verdict.reports.write.ReportFiles;
import dev.verdict.reports.write.ReportWriter;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The report files of a run: as the reporter writes them, with history and links; where there is no
 * reporter, or it does not answer, written here from what the coordinator knows.
 */
final class ReportFetch {
  /** Seconds. Enough for a very long log; a CI system that takes longer is not waited for. */
  private static final int LINKS_COME_WITHIN = 8;

  private final ApiClient coordinator;
  private final RunOptions options;
  private final PrintWriter err;

  ReportFetch(ApiClient coordinator, RunOptions options, PrintWriter err) {
    this.coordinator = coordinator;
    this.options = options;
    this.err = err;
  }

  List<Path> fetch(RunView run, List<ReportWriter> formats) throws IOException {
    ApiClient reporter = coordinator.at(options.reporter(coordinator.base()));
    List<Path> files = new ArrayList<>();
    try {
      for (ReportWriter format : formats) {
        files.add(fetch(reporter, run, format, files.isEmpty()));
      }
      return files;
    } catch (ApiProblem | Unreachable | IOException e) {
      err.println("The reporter gave no report, so it is written here: " + e.getMessage());
      return ReportFiles.write(
          new RunData(coordinator, run, reporter).all(), formats, options.outputDirectory());
    }
  }

  private Path fetch(ApiClient reporter, RunView run, ReportWriter format, boolean first)
      throws IOException {
    Path file = options.outputDirectory().resolve(format.fileName(run.id().toString()));
    String path = "/api/v1/runs/" + run.id() + "/report?format=" + format.format();
    reporter.download(first ? path + "&wait_for_links=" + LINKS_COME_WITHIN : path, file);
    return file;
  }
}
