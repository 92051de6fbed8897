package dev.verdict.runners;

import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.TestUnit;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks about many units in one command, since starting the tool is what costs. Where the command
 * fails, it asks about each half, down to the unit that is broken. A unit that an answer says
 * nothing about is asked about alone: only then is it known whether it is empty.
 */
final class GroupListing {
  /** Keeps the command line below what systems allow. */
  private static final int MOST_TOGETHER = 250;

  /** Fewer are not worth a second command at the same time. */
  private static final int FEWEST_TOGETHER = 20;

  private final ListingCommand command;

  GroupListing(ListingCommand command) {
    this.command = command;
  }

  static int size(int units, int parallel) {
    int even = (units + parallel - 1) / parallel;
    return Math.clamp(even, FEWEST_TOGETHER, MOST_TOGETHER);
  }

  static List<List<TestUnit>> groups(List<TestUnit> units, int size) {
    List<List<TestUnit>> groups = new ArrayList<>();
    for (int from = 0; from < units.size(); from += size) {
      groups.add(units.subList(from, Math.min(units.size(), from + size)));
    }
    return groups;
  }

  Map<TestUnit, Listed> ask(List<TestUnit> units) throws IOException, InterruptedException {
    if (units.size() == 1) {
      return Map.of(units.get(0), command.ask(units.get(0)));
    }
    List<String> files = units.stream().flatMap(unit -> unit.files().stream()).toList();
    Listed listed = command.ask(new TestUnit(units.size() + " units", files));
    Map<TestUnit, Listed> answers = new HashMap<>();
    if (!listed.mayDiffer()) {
      units.forEach(unit -> answers.put(unit, listed));
    } else if (listed.problem() != null) {
      int half = units.size() / 2;
      answers.putAll(ask(units.subList(0, half)));
      answers.putAll(ask(units.subList(half, units.size())));
    } else {
      answers.putAll(split(listed, units));
      for (TestUnit unit : units) {
        if (!answers.containsKey(unit)) {
          answers.put(unit, command.ask(unit));
        }
      }
    }
    return answers;
  }

  /** Nothing, if the file of a single test is not known: a unit with half of its tests is worse. */
  private static Map<TestUnit, Listed> split(Listed listed, List<TestUnit> units) {
    Map<String, TestUnit> unitOf = new HashMap<>();
    units.forEach(unit -> unit.files().forEach(file -> unitOf.put(file, unit)));
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
}
