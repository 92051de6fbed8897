package dev.verdict.runners;

import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Asks one tool for the tests of its units, some commands at a time.
 *
 * <p>Where the tool can, many files are asked about in one command, since starting it is what
 * costs. A unit that such a command says nothing about is asked about alone: only then is it known
 * whether it is empty or broken.
 */
final class UnitListing {
  /** Keeps the command line below what systems allow. */
  private static final int MOST_FILES_TOGETHER = 250;

  private final TestRunner runner;
  private final TestSearch search;
  private final ListingCommand command;
  private final List<String> notes = new ArrayList<>();

  UnitListing(TestRunner runner, TestSearch search) {
    this.runner = runner;
    this.search = search;
    this.command = new ListingCommand(runner, search);
  }

  List<String> notes() {
    return notes;
  }

  List<PlannedUnit> plan(List<TestUnit> units) throws IOException, InterruptedException {
    if (!search.listing()) {
      return units.stream().map(unit -> planned(unit, List.of(), null)).toList();
    }
    try (ExecutorService threads = Executors.newFixedThreadPool(search.parallel(), daemon())) {
      Map<TestUnit, Listed> answers = new HashMap<>();
      try {
        if (runner.listsTogether() && units.size() > 1) {
          answers.putAll(together(units, threads));
        }
        List<TestUnit> rest = units.stream().filter(unit -> !answers.containsKey(unit)).toList();
        answers.putAll(ask(rest, threads));
      } finally {
        threads.shutdownNow();
      }
      return units.stream()
          .flatMap(unit -> planned(unit, answers.getOrDefault(unit, Listed.NOTHING)).stream())
          .toList();
    }
  }

  private Optional<PlannedUnit> planned(TestUnit unit, Listed listed) {
    if (listed.isEmpty()) {
      notes.add(unit.name() + ": " + runner.name() + " finds no test in it");
      return Optional.empty();
    }
    List<ListedTest> named = listed.tests().stream().filter(test -> !test.many()).toList();
    return Optional.of(planned(unit, named, listed.problem()));
  }

  private PlannedUnit planned(TestUnit unit, List<ListedTest> tests, @Nullable String problem) {
    return new PlannedUnit(runner.name(), unit, tests, problem);
  }

  /** What one command says of many units; units that it says nothing about are missing. */
  private Map<TestUnit, Listed> together(List<TestUnit> units, ExecutorService threads)
      throws IOException, InterruptedException {
    Map<String, TestUnit> unitOf = new TreeMap<>();
    units.forEach(unit -> unit.files().forEach(file -> unitOf.put(file, unit)));
    List<String> files = List.copyOf(unitOf.keySet());
    List<TestUnit> groups = new ArrayList<>();
    for (int from = 0; from < files.size(); from += MOST_FILES_TOGETHER) {
      int to = Math.min(files.size(), from + MOST_FILES_TOGETHER);
      groups.add(new TestUnit("files " + from + " to " + to, files.subList(from, to)));
    }
    Map<TestUnit, Listed> answers = new HashMap<>();
    for (Map.Entry<TestUnit, Listed> answer : ask(groups, threads).entrySet()) {
      if (answer.getValue().mayDiffer()) {
        answers.putAll(split(answer.getValue(), unitOf));
      } else {
        answer.getKey().files().forEach(file -> answers.put(unitOf.get(file), answer.getValue()));
      }
    }
    return answers;
  }

  /** Nothing, if the file of a single test is not known: a unit with half of its tests is worse. */
  private static Map<TestUnit, Listed> split(Listed listed, Map<String, TestUnit> unitOf) {
    Map<TestUnit, List<ListedTest>> tests = new HashMap<>();
    for (ListedTest test : listed.tests()) {
      TestUnit unit = test.file() == null ? null : unitOf.get(test.file());
      if (unit == null) {
        return Map.of();
      }
      tests.computeIfAbsent(unit, absent -> new ArrayList<>()).add(test);
    }
    Map<TestUnit, Listed> answers = new HashMap<>();
    tests.forEach((unit, found) -> answers.put(unit, Listed.of(found)));
    return answers;
  }

  private Map<TestUnit, Listed> ask(List<TestUnit> units, ExecutorService threads)
      throws IOException, InterruptedException {
    Map<TestUnit, Future<Listed>> running = new HashMap<>();
    for (TestUnit unit : units) {
      running.put(unit, threads.submit(() -> command.ask(unit)));
    }
    Map<TestUnit, Listed> answers = new HashMap<>();
    for (Map.Entry<TestUnit, Future<Listed>> each : running.entrySet()) {
      answers.put(each.getKey(), answer(each.getValue()));
    }
    return answers;
  }

  private static Listed answer(Future<Listed> running) throws IOException, InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException failed) {
      throw new IOException(String.valueOf(failed.getCause()), failed);
    }
  }

  private static ThreadFactory daemon() {
    return Thread.ofPlatform().daemon().name("listing-", 0).factory();
  }
}
