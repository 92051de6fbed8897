package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.oneprocess.OneProcessOptions;
import dev.verdict.cli.oneprocess.SystemSettings;
import dev.verdict.cli.suite.Suite;
import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.reports.write.Formats;
import dev.verdict.reports.write.ReportWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/**
 * {@code verdict run}: discover, submit, watch, report. On the coordinator that is named; else on
 * the {@code verdict up} that holds the data directory; else on a system of its own.
 */
@Command(
    name = "run",
    sortOptions = false,
    usageHelpAutoWidth = true,
    mixinStandardHelpOptions = true,
    description = "Runs the tests of a directory on workers and says what came of it.",
    footer = SettingFlags.HELP)
final class RunCommand implements Callable<Integer>, SettingFlags.Taker {
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

  private final SettingFlags settings = new SettingFlags();

  @Override
  public SettingFlags settings() {
    return settings;
  }

  @Override
  public Integer call() throws Exception {
    Optional<AggregatedReports> aggregation = options.aggregation();
    if (aggregation.isPresent()) {
      return aggregation.get().write(spec.commandLine().getOut(), spec.commandLine().getErr());
    }
    Path tests = tests();
    options.check(tests);
    List<ReportWriter> formats = formats();
    TerminalWriter err = Terminal.writer(spec.commandLine().getErr());
    try (Interruption interruption = Interruption.listen()) {
      SuiteRun run =
          new SuiteRun(
              options, ci.context(System.getenv()), spec.commandLine().getOut(), err, interruption);
      try {
        Optional<ApiClient> running = running(err);
        return running.isPresent()
            ? onRunning(running.get(), run, tests, formats)
            : embedded(run, tests, formats, interruption);
      } catch (Exception e) {
        if (!interruption.asked()) {
          throw e;
        }
        String why = e instanceof InterruptedException ? "" : ": " + e.getMessage();
        err.println("interrupted" + TerminalText.lines(why));
        return ExitCodes.INTERRUPTED;
      } finally {
        interruption.settle();
      }
    }
  }

  private Optional<ApiClient> running(TerminalWriter err) {
    if (connection.namesCoordinator()) {
      return Optional.of(connection.client());
    }
    Optional<ApiClient> running = RunningSystem.in(connection.dataDirectory());
    running.ifPresent(
        system ->
            err.println(
                "Using the system that runs in "
                    + connection.dataDirectory()
                    + " ("
                    + system.base()
                    + "), with the workers that it has"));
    return running;
  }

  private int onRunning(ApiClient coordinator, SuiteRun run, Path tests, List<ReportWriter> formats)
      throws Exception {
    if (!settings.given().isEmpty()) {
      throw new WrongUsage(
          "--"
              + settings.given().keySet().iterator().next()
              + ": a setting of another process (expected: only where 'run' starts the system)");
    }
    logging.configure(Optional.empty());
    // Before all the work: a wrong key, or nobody there, is known here.
    int slots = Slots.of(coordinator);
    return run.on(coordinator, run.discover(tests), slots, formats, true);
  }

  private int embedded(
      SuiteRun run, Path tests, List<ReportWriter> formats, Interruption interruption)
      throws Exception {
    OneProcessOptions system =
        EmbeddedStart.options(connection.dataDirectory(), options.workers(), settings.given());
    logging.configure(SystemSettings.check(system).log());
    try (EmbeddedStart starting = EmbeddedStart.begin(system)) {
      try {
        Suite suite = run.discover(tests);
        OneProcess started = starting.await();
        ApiClient coordinator = ApiClient.of(started.endpoint());
        return run.on(coordinator, suite, options.workers(), formats, false);
      } finally {
        interruption.settle();
      }
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
}
