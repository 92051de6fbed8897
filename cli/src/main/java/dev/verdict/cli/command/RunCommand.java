package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.suite.Suite;
import dev.verdict.cli.suite.Upload;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.Source;
import dev.verdict.reports.write.Formats;
import dev.verdict.reports.write.ReportWriter;
import dev.verdict.runners.DiscoveryFailed;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verdict run}: discover, submit, watch, report. */
@Command(
    name = "run",
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    description = "Runs the tests of a directory on workers and says what came of it.")
final class RunCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "The directory of the tests; the same as --test-dir.")
  private @Nullable Path directory;

  @Mixin private Connection connection = new Connection();
  @Mixin private RunOptions options = new RunOptions();
  @Mixin private CiOptions ci = new CiOptions();
  @Mixin private Logging logging = new Logging();

  @Override
  public Integer call() throws Exception {
    logging.configure();
    Path tests = tests();
    List<ReportWriter> formats = formats();
    if (connection.namesCoordinator()) {
      Suite suite = discover(tests);
      return run(connection.client(), suite, formats);
    }
    EmbeddedStart starting = EmbeddedStart.begin(connection.dataDirectory(), options);
    try (starting) {
      Suite suite = discover(tests);
      OneProcess system = starting.await();
      String key = system.endpoint().key();
      return run(new ApiClient(URI.create(system.endpoint().url()), key), suite, formats);
    }
  }

  private Path tests() {
    Path tests = directory != null ? directory : options.testDirectory();
    if (!Files.isDirectory(tests)) {
      throw new WrongUsage("test directory: " + tests + " (expected: a directory that exists)");
    }
    return tests;
  }

  private List<ReportWriter> formats() {
    try {
      return Formats.parse(options.reportFormats());
    } catch (IllegalArgumentException e) {
      throw new WrongUsage(String.valueOf(e.getMessage()));
    }
  }

  private Suite discover(Path tests) throws DiscoveryFailed, IOException, InterruptedException {
    PrintWriter err = spec.commandLine().getErr();
    Suite suite = Suite.discover(tests, options.search(tests));
    err.println("Found " + suite.summary() + " in " + tests);
    if (options.verbose()) {
      suite.plan().notes().forEach(note -> err.println("  note: " + note));
    }
    suite.plan().units().stream()
        .filter(unit -> unit.problem() != null)
        .forEach(
            unit -> err.println("  could not list " + unit.unit().name() + ": " + unit.problem()));
    return suite;
  }

  private int run(ApiClient coordinator, Suite suite, List<ReportWriter> formats) throws Exception {
    Source source =
        new Upload(coordinator.at(options.artifacts(coordinator.base()))).send(suite.root());
    RunRequest request =
        suite.request(
            source,
            options.name(suite),
            ci.context(),
            options.timeout(),
            options.hardware(),
            metadata());
    RunView run = coordinator.post("/api/v1/runs", request, RunView.class);
    spec.commandLine().getErr().println("Run " + run.id());
    RunView finished;
    try (RunWatch watch = RunWatch.on(coordinator, run, options)) {
      finished = watch.untilFinished();
    }
    List<Path> files = new ReportFetch(coordinator, options).fetch(finished, formats);
    new RunOutcome(coordinator, options).print(finished, files, spec.commandLine().getOut());
    return ExitCodes.of(finished.verdict());
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
