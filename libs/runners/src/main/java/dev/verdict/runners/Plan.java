package dev.verdict.runners;

import java.util.List;

/**
 * What a run must account for.
 *
 * @param units sorted by name
 * @param notes what was looked at and left out, and why, for people
 */
public record Plan(List<PlannedUnit> units, List<String> notes) {
  public Plan {
    units = List.copyOf(units);
    notes = List.copyOf(notes);
  }

  /** How many tests, or files where tests are not known. */
  public int size() {
    return units.stream()
        .mapToInt(unit -> unit.namesTests() ? unit.tests().size() : unit.unit().files().size())
        .sum();
  }
}
