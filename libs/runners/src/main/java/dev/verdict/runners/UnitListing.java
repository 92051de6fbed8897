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
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;

/** Asks one tool for the tests of its units, some commands at a time. */
final class UnitListing {
  private final TestRunner runner;
  private final TestSearch search;
  private final List<String> notes = new ArrayList<>();

  UnitListing(TestRunner runner, TestSearch search) {
    this.runner = runner;
    this.search = search;
  }

  List<String> notes() {
    return notes;
  }

  List<PlannedUnit> plan(List<TestUnit> units) throws IOException, InterruptedException {
    if (!search.listing()) {
      return units.stream()
          .map(unit -> new PlannedUnit(runner.name(), unit, List.of(), null))
          .toList();
    }
    Map<TestUnit, Listed> answers = ask(units);
    return units.stream()
        .flatMap(unit -> planned(unit, answers.getOrDefault(unit, Listed.NOTHING)).stream())
        .toList();
  }

  private Optional<PlannedUnit> planned(TestUnit unit, Listed listed) {
    if (listed.isEmpty()) {
      notes.add(unit.name() + ": " + runner.name() + " finds no test in it");
      return Optional.empty();
    }
    boolean allNamed = listed.tests().stream().noneMatch(ListedTest::many);
    List<ListedTest> tests = allNamed ? listed.tests() : List.of();
    return Optional.of(new PlannedUnit(runner.name(), unit, tests, listed.problem()));
  }

  private Map<TestUnit, Listed> ask(List<TestUnit> units) throws IOException, InterruptedException {
    GroupListing listing = new GroupListing(new ListingCommand(runner, search));
    try (ExecutorService threads = Executors.newFixedThreadPool(search.parallel(), daemons())) {
      try {
        List<Future<Map<TestUnit, Listed>>> running = new ArrayList<>();
        for (List<TestUnit> group : GroupListing.groups(units, groupSize(units.size()))) {
          running.add(threads.submit(() -> listing.ask(group)));
        }
        Map<TestUnit, Listed> answers = new HashMap<>();
        for (Future<Map<TestUnit, Listed>> each : running) {
          answers.putAll(answer(each));
        }
        return answers;
      } finally {
        threads.shutdownNow();
      }
    }
  }

  private int groupSize(int units) {
    return runner.listsTogether() ? GroupListing.size(units, search.parallel()) : 1;
  }

  private static <T> T answer(Future<T> running) throws IOException, InterruptedException {
    try {
      return running.get();
    } catch (ExecutionException failed) {
      throw new IOException(String.valueOf(failed.getCause()), failed);
    }
  }

  private static ThreadFactory daemons() {
    return Thread.ofPlatform().daemon().name("listing-", 0).factory();
  }
}
