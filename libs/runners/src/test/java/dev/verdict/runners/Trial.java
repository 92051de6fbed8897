package dev.verdict.runners;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.process.CleanEnvironment;
import dev.verdict.runners.process.Ending;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Plans a project and runs every unit with the real tool, as a command line and a worker would. */
public final class Trial {
  private static final Duration LONG = Duration.ofMinutes(5);
  private static final AtomicInteger COUNT = new AtomicInteger();

  private final Path root;
  private final Path scratch;
  private final Map<String, String> environment;
  private final Runners runners = Runners.load();

  public Trial(Path root, Path scratch) {
    this(root, scratch, Map.of());
  }

  public Trial(Path root, Path scratch, Map<String, String> given) {
    this.root = root;
    this.scratch = scratch;
    this.environment = CleanEnvironment.of(System.getenv(), scratch, given);
  }

  public TestSearch search() {
    return TestSearch.in(root, environment).withListing(true, LONG);
  }

  public Plan plan(TestSearch search) throws Exception {
    return new Discovery(runners).plan(search);
  }

  /** What a unit's run says. */
  public record Result(
      PlannedUnit planned, Ending ending, ExitMeaning meaning, List<Told> told, String log) {

    /** How many of each outcome. */
    public Map<String, Long> totals() {
      return told.stream().collect(groupingBy(Told::outcome, TreeMap::new, counting()));
    }

    public List<String> ids() {
      return told.stream().map(Told::id).sorted().toList();
    }

    public List<String> plannedIds() {
      return planned.tests().stream().map(ListedTest::id).sorted().toList();
    }

    public Told of(String id) {
      return told.stream()
          .filter(each -> each.id().equals(id))
          .findFirst()
          .orElseThrow(() -> new AssertionError(id + " is not in " + ids()));
    }
  }

  /** What a report says of one test. */
  public record Told(String id, String outcome, String file) {}

  public List<Result> runAll() throws Exception {
    return runAll(search());
  }

  public List<Result> runAll(TestSearch search) throws Exception {
    List<Result> results = new ArrayList<>();
    for (PlannedUnit unit : plan(search).units()) {
      results.add(run(unit, List.of(), search.arguments()));
    }
    return results;
  }

  public Result run(PlannedUnit planned, List<String> only, List<String> arguments)
      throws Exception {
    TestRunner runner = runners.named(planned.runner());
    Path own = Files.createDirectories(scratch.resolve("attempt-" + COUNT.incrementAndGet()));
    RunnerTask task =
        new RunnerTask(root, planned.unit(), only, arguments, environment, own.toRealPath());
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    try (Execution execution =
        Execution.start(runner, task, (channel, at, bytes) -> log.writeBytes(bytes))) {
      Ending ending = execution.waitFor(LONG, Duration.ofSeconds(1));
      List<Told> told = new ArrayList<>();
      for (ReportReader.Outcome each : ReportReader.read(root, runner.reports(task))) {
        told.add(
            new Told(
                runner.identity(task, each.test()),
                each.outcome(),
                runner.file(task, each.test()).orElse("")));
      }
      return new Result(
          planned,
          ending,
          runner.meaning(ending.exitCode()),
          told,
          log.toString(StandardCharsets.UTF_8));
    }
  }
}
