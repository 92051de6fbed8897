package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.suite.Suite;
import dev.verdict.runners.TestSearch;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a run can be told about tests, time and output. */
final class RunOptions {
  private static final int MOST_WORKERS = 100;
  private static final int MOST_FILES = 100_000;

  enum Output {
    TEXT,
    JSON
  }

  @Option(
      names = "--test-dir",
      paramLabel = "DIR",
      defaultValue = "./tests",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path testDirectory = Path.of("tests");

  @Option(
      names = "--root",
      paramLabel = "DIR",
      description = "What is sent to the workers (default: the project that the tests belong to).")
  private @Nullable Path root;

  @Option(
      names = "--test-pattern",
      paramLabel = "GLOB",
      arity = "1..*",
      parameterConsumer = WordsBeforeDirectory.class,
      description = "Default: what the runners know, such as test_*.py.")
  private List<String> patterns = List.of();

  @Option(
      names = "--test-files",
      paramLabel = "FILE",
      arity = "1..*",
      parameterConsumer = WordsBeforeDirectory.class,
      description = "Exactly these.")
  private List<String> files = List.of();

  @Option(
      names = "--runner",
      paramLabel = "NAME",
      description =
          "pytest, unittest, maven, gradle, junit, jest, vitest, go; default: by what is found.")
  private @Nullable String runner;

  @Option(
      names = "--files-per-task",
      paramLabel = "N",
      description =
          "How many test files share a task and the start of their tool; 1 keeps each alone"
              + " (default: by how many there are and how many can run at a time).")
  private int filesPerTask;

  @Option(
      names = "--hardware",
      paramLabel = "NAME",
      arity = "1..*",
      parameterConsumer = WordsBeforeDirectory.class,
      description = "What a worker must have, such as cuda.")
  private List<String> hardware = List.of();

  @Option(
      names = "--test-type",
      paramLabel = "NAME",
      description = "Kept with the run: integration, fault, ...")
  private @Nullable String testType;

  @Option(names = "--test-environment", paramLabel = "NAME", description = "Kept with the run.")
  private @Nullable String testEnvironment;

  @Option(names = "--name", description = "Of the run; default: the directory's name.")
  private @Nullable String name;

  @Option(
      names = "--output-dir",
      paramLabel = "DIR",
      defaultValue = "./test_results",
      description = "Default: ${DEFAULT-VALUE}.")
  private Path outputDirectory = Path.of("test_results");

  @Option(
      names = "--report-formats",
      paramLabel = "NAME",
      arity = "1..*",
      parameterConsumer = WordsBeforeDirectory.class,
      description =
          "json md html xml gitlab, separated by spaces or commas; all: the first four (default:"
              + " all).")
  private List<String> reportFormats = List.of();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "For the whole run (default: ${DEFAULT-VALUE}).")
  private int timeout = 3600;

  @Option(
      names = "--poll-interval",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = "How often to look beside what is told (default: ${DEFAULT-VALUE}).")
  private int pollInterval = 15;

  @Option(
      names = "--workers",
      defaultValue = "2",
      description = "Of the embedded system (default: ${DEFAULT-VALUE}).")
  private int workers = 2;

  @Option(
      names = "--output",
      description = "${COMPLETION-CANDIDATES}: what standard output holds (default: TEXT).")
  private Output output = Output.TEXT;

  @Option(
      names = {"--verbose", "-v"},
      description = "Say more.")
  private boolean verbose;

  @Option(
      names = "--aggregate-reports",
      description = "Run nothing: merge the reports in --report-dir, as 'aggregate' does.")
  private boolean aggregateReports;

  @Option(
      names = "--report-dir",
      paramLabel = "DIR",
      description = "For --aggregate-reports: where the reports of the jobs are.")
  private @Nullable Path reportDirectory;

  @Option(
      names = "--artifacts-url",
      paramLabel = "URL",
      description = "Of the artifact service, where it is not behind the coordinator's address.")
  private @Nullable URI artifacts;

  @Option(
      names = "--reporter-url",
      paramLabel = "URL",
      description = "Of the reporter, where it is not behind the coordinator's address.")
  private @Nullable URI reporter;

  /** What can be known to be wrong before anything is done. */
  void check(Path tests) {
    Bounds.check("--timeout", timeout, 1, Bounds.A_WEEK);
    Bounds.check("--poll-interval", pollInterval, 1, Bounds.A_WEEK);
    Bounds.check("--workers", workers, 1, MOST_WORKERS);
    Bounds.check("--files-per-task", filesPerTask, 0, MOST_FILES);
    for (String name : hardware()) {
      if (name.contains("/")) {
        throw new WrongUsage(
            "--hardware: " + name + " (expected: a name such as cuda; DIR has to exist)");
      }
    }
    for (String file : separate(files)) {
      if (!Files.isRegularFile(tests.resolve(file))) {
        throw new WrongUsage(
            "--test-files: " + file + " (expected: a file that exists in " + tests + ")");
      }
    }
  }

  /** What to merge, where that is asked for instead of a run. */
  Optional<AggregatedReports> aggregation() {
    if (!aggregateReports) {
      if (reportDirectory != null) {
        throw new WrongUsage(
            "--report-dir: " + reportDirectory + " (expected: with --aggregate-reports)");
      }
      return Optional.empty();
    }
    if (reportDirectory == null) {
      throw new WrongUsage("--aggregate-reports (expected: with --report-dir DIR)");
    }
    return Optional.of(new AggregatedReports(reportDirectory, outputDirectory, 0));
  }

  Path testDirectory() {
    return testDirectory;
  }

  TestSearch search(Path tests) {
    return TestSearch.in(tests, System.getenv())
        .withPatterns(separate(patterns))
        .withFiles(separate(files))
        .withRunner(Optional.ofNullable(runner))
        .withListing(true, Duration.ofSeconds(Math.min(timeout, 300)));
  }

  private static List<String> separate(List<String> words) {
    List<String> all = new ArrayList<>();
    words.forEach(word -> all.addAll(Arrays.asList(word.split(","))));
    all.removeIf(String::isBlank);
    return all;
  }

  /** 0 when nobody said. */
  int filesPerTask() {
    return filesPerTask;
  }

  Optional<Path> root() {
    return Optional.ofNullable(root);
  }

  List<String> hardware() {
    return separate(hardware);
  }

  Optional<String> testType() {
    return Optional.ofNullable(testType);
  }

  Optional<String> testEnvironment() {
    return Optional.ofNullable(testEnvironment);
  }

  String name(Suite suite) {
    Path directory = suite.tests().getFileName();
    return name != null ? name : directory == null ? "run" : directory.toString();
  }

  Path outputDirectory() {
    return outputDirectory;
  }

  String reportFormats() {
    return reportFormats.isEmpty() ? "all" : String.join(" ", reportFormats);
  }

  int timeout() {
    return timeout;
  }

  Duration pollInterval() {
    return Duration.ofSeconds(pollInterval);
  }

  int workers() {
    return workers;
  }

  boolean json() {
    return output == Output.JSON;
  }

  boolean verbose() {
    return verbose;
  }

  URI artifacts(URI coordinator) {
    return artifacts == null ? coordinator : artifacts;
  }

  URI reporter(URI coordinator) {
    return reporter == null ? coordinator : reporter;
  }
}
