package dev.verdict.runners;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.ListingFailed;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.process.CapturedRun;
import dev.verdict.runners.process.Ending;
import dev.verdict.runners.process.ProgramNotFound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Runs one listing in a scratch directory of its own and turns every failure into an answer. */
final class ListingCommand {
  private static final int MOST_BYTES = 64 * 1024 * 1024;

  private final TestRunner runner;
  private final TestSearch search;

  ListingCommand(TestRunner runner, TestSearch search) {
    this.runner = runner;
    this.search = search;
  }

  Listed ask(TestUnit unit) throws IOException, InterruptedException {
    Path scratch = Files.createTempDirectory("verdict-listing-").toRealPath();
    try {
      return ask(task(unit, scratch));
    } catch (ListingFailed failed) {
      return Listed.failed(String.valueOf(failed.getMessage()));
    } catch (ProgramNotFound failed) {
      return Listed.unavailable(String.valueOf(failed.getMessage()));
    } finally {
      delete(scratch);
    }
  }

  private RunnerTask task(TestUnit unit, Path scratch) {
    Map<String, String> environment = new HashMap<>(search.environment());
    environment.put("TMPDIR", scratch.toString());
    return new RunnerTask(search.root(), unit, List.of(), search.arguments(), environment, scratch);
  }

  private Listed ask(RunnerTask task) throws IOException, InterruptedException, ListingFailed {
    Optional<Command> command = runner.listing(task);
    if (command.isEmpty()) {
      return Listed.NOT_ASKED;
    }
    CapturedRun run =
        CapturedRun.of(command.get(), task.environment(), search.timeout(), MOST_BYTES);
    if (run.ending().how() == Ending.How.TIMED_OUT) {
      return Listed.unavailable(
          runner.name() + ": listing did not end within " + search.timeout().toSeconds() + " s");
    }
    if (run.cut()) {
      return Listed.failed(runner.name() + ": listing is longer than " + MOST_BYTES + " bytes");
    }
    return Listed.of(distinct(runner.listed(task, run.output())));
  }

  private static List<ListedTest> distinct(List<ListedTest> tests) {
    Map<String, DistinctIds> byFile = new HashMap<>();
    List<ListedTest> distinct = new ArrayList<>();
    for (ListedTest test : tests) {
      DistinctIds ids =
          byFile.computeIfAbsent(String.valueOf(test.file()), absent -> new DistinctIds());
      distinct.add(new ListedTest(ids.of(test.id()), test.name(), test.file(), test.many()));
    }
    return distinct;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    }
  }
}
