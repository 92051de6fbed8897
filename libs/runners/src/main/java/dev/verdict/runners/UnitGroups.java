package dev.verdict.runners;

import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.TestUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Puts units together into one task, so that they share the start of their tool. Only neighbours of
 * one directory, which a tool sees with the same settings, and only what could be listed: a file
 * that cannot be read must not take others with it.
 */
public final class UnitGroups {
  private final Runners runners;

  public UnitGroups(Runners runners) {
    this.runners = runners;
  }

  /** How many files can share a task with others. */
  public int candidates(Plan plan) {
    return (int) plan.units().stream().filter(this::canShare).count();
  }

  public Plan group(Plan plan, GroupSizes sizes) {
    List<PlannedUnit> units = new ArrayList<>();
    Map<String, List<PlannedUnit>> neighbours =
        plan.units().stream()
            .filter(this::canShare)
            .collect(Collectors.groupingBy(UnitGroups::place, TreeMap::new, Collectors.toList()));
    int left = candidates(plan);
    for (List<PlannedUnit> some : neighbours.values()) {
      for (int from = 0; from < some.size(); ) {
        int to = Math.min(some.size(), from + Math.max(1, sizes.next(left)));
        units.add(together(some.subList(from, to)));
        left -= to - from;
        from = to;
      }
    }
    plan.units().stream().filter(unit -> !canShare(unit)).forEach(units::add);
    return new Plan(units, plan.notes());
  }

  private boolean canShare(PlannedUnit unit) {
    return unit.namesTests()
        && unit.problem() == null
        && unit.unit().files().size() == 1
        && runners.all().stream()
            .anyMatch(runner -> runner.name().equals(unit.runner()) && runner.runsTogether());
  }

  private static String place(PlannedUnit unit) {
    String file = unit.unit().files().get(0);
    return unit.runner() + " " + file.substring(0, file.lastIndexOf('/') + 1);
  }

  private static PlannedUnit together(List<PlannedUnit> units) {
    PlannedUnit first = units.get(0);
    if (units.size() == 1) {
      return first;
    }
    List<String> files = units.stream().flatMap(unit -> unit.unit().files().stream()).toList();
    List<ListedTest> tests = units.stream().flatMap(unit -> unit.tests().stream()).toList();
    String last = files.get(files.size() - 1);
    String name =
        files.get(0)
            + " … "
            + last.substring(last.lastIndexOf('/') + 1)
            + " ("
            + files.size()
            + " files)";
    return new PlannedUnit(first.runner(), new TestUnit(name, files), tests, null);
  }
}
