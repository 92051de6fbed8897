package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.suite.Suite;
import dev.verdict.cli.suite.Upload;
import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.Source;
import dev.verdict.reports.write.ReportWriter;
import dev.verdict.runners.DiscoveryFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One suite on one system: from its tests to its reports. */
final class SuiteRun {
  private final RunOptions options;
  private final CiContext ci;
  private final PrintWriter out;
  private final TerminalWriter err;
  private final Interruption interruption;

  SuiteRun(
      RunOptions options,
      CiContext ci,
      PrintWriter out,
      TerminalWriter err,
      Interruption interruption) {
    this.options = options;
    this.ci = ci;
    this.out = out;
    this.err = err;
    this.interruption = interruption;
  }

  Suite discover(Path tests) throws DiscoveryFailed, IOException, InterruptedException {
    Suite suite = Suite.discover(tests, options.root(), options.search(tests));
    if (options.verbose()) {
      suite.plan().notes().forEach(note -> err.println("  note: " + TerminalText.line(note)));
    }
    suite.plan().units().stream()
        .filter(unit -> unit.problem() != null)
        .forEach(
            unit ->
                err.println(
                    "  could not list "
                        + TerminalText.line(unit.unit().name())
                        + ": "
                        + TerminalText.line(String.valueOf(unit.problem()))));
    return suite;
  }

  /**
   * @param slots how many tasks the system runs at a time
   * @param stays whether the system is there afterwards, so that its links can be followed
   */
  int on(ApiClient coordinator, Suite found, int slots, List<ReportWriter> formats, boolean stays)
      throws Exception {
    Suite suite = found.grouped(options.filesPerTask(), slots);
    err.println("Found " + suite.summary() + " in " + suite.tests());
    Source source =
        new Upload(coordinator.at(options.artifacts(coordinator.base())), err::println)
            .send(suite.root());
    RunView run = submit(coordinator, suite, source);
    err.println("Run " + run.id());
    RunView ended;
    try (RunWatch watch = RunWatch.on(coordinator, run, options, err, interruption)) {
      ended = watch.untilFinished();
    }
    interruption.settle();
    List<Path> files =
        ended.status().isFinal()
            ? new ReportFetch(coordinator, options, err).fetch(ended, formats)
            : List.of();
    new RunOutcome(coordinator, options, stays).print(ended, files, out);
    return interruption.asked() ? ExitCodes.INTERRUPTED : ExitCodes.of(ended.verdict());
  }

  /** Not interrupted: a run whose id nobody knows could not be cancelled. */
  private RunView submit(ApiClient coordinator, Suite suite, Source source)
      throws InterruptedException {
    RunRequest request =
        suite.request(
            source, options.name(suite), ci, options.timeout(), options.hardware(), metadata());
    interruption.reaction(() -> {});
    if (Thread.interrupted()) {
      throw new InterruptedException("before the run was submitted");
    }
    return coordinator.post("/api/v1/runs", request, RunView.class);
  }

  private Map<String, Object> metadata() {
    Map<String, Object> metadata = new LinkedHashMap<>();
    options.testType().ifPresent(type -> metadata.put("test_type", type));
    options
        .testEnvironment()
        .ifPresent(environment -> metadata.put("test_environment", environment));
    return metadata;
  }
}
