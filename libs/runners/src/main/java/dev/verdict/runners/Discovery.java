package dev.verdict.runners;

import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the plan: which files there are, whose they are, how they are grouped into units, and which
 * tests each holds. The order is the same on every machine.
 *
 * <p>Nothing vanishes: a unit that cannot be listed is planned by its files, and what is left out
 * is in the notes. No test at all is an error.
 */
public final class Discovery {
  private final Runners runners;

  public Discovery(Runners runners) {
    this.runners = runners;
  }

  public Plan plan(TestSearch search) throws DiscoveryFailed, IOException, InterruptedException {
    if (!Files.isDirectory(search.root())) {
      throw new DiscoveryFailed(
          "test directory: " + search.root() + " (expected: a directory that exists)");
    }
    List<PlannedUnit> units = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Map.Entry<TestRunner, List<String>> claim : claims(search).entrySet()) {
      TestRunner runner = claim.getKey();
      List<TestUnit> grouped = runner.units(search.root(), claim.getValue());
      notes.addAll(withoutUnit(runner, claim.getValue(), grouped, search));
      UnitListing listing = new UnitListing(runner, search);
      units.addAll(listing.plan(grouped));
      notes.addAll(listing.notes());
    }
    if (units.isEmpty()) {
      throw new DiscoveryFailed(
          "tests: none in "
              + search.root()
              + ": "
              + String.join("; ", notes)
              + " (expected: at least one test)");
    }
    units.sort(
        Comparator.comparing((PlannedUnit unit) -> unit.unit().name())
            .thenComparing(PlannedUnit::runner));
    return new Plan(units, notes);
  }

  private Map<TestRunner, List<String>> claims(TestSearch search)
      throws DiscoveryFailed, IOException {
    try {
      return new ClaimedFiles(runners, search).byRunner();
    } catch (IllegalArgumentException badPattern) {
      throw new DiscoveryFailed(String.valueOf(badPattern.getMessage()));
    }
  }

  private static List<String> withoutUnit(
      TestRunner runner, List<String> files, List<TestUnit> units, TestSearch search)
      throws DiscoveryFailed {
    Set<String> placed = new HashSet<>();
    units.forEach(unit -> placed.addAll(unit.files()));
    List<String> left =
        files.stream()
            .filter(file -> !placed.contains(file))
            .map(file -> file + ": holds no tests for " + runner.name())
            .toList();
    if (!left.isEmpty() && !search.files().isEmpty()) {
      throw new DiscoveryFailed("test file: " + String.join("; ", left) + " (expected: tests)");
    }
    return left;
  }
}
