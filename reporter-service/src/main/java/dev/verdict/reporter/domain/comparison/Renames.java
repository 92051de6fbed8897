package dev.verdict.reporter.domain.comparison;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Tells renamed tests from those that are gone. In each place the pairs that are most alike are
 * taken first, each test once. What differs only in its parameters is as alike as can be.
 *
 * @param missing gone, and nothing new is called like them
 */
public record Renames(List<Renamed> renamed, List<KnownTest> missing) {
  /** Below this, two names have no more in common than names of one file usually have. */
  static final double ALIKE = 0.7;

  /** Pairs are looked at one by one; in a place with more tests than this nobody could check. */
  private static final int MOST_OF_A_PLACE = 300;

  public static Renames among(List<KnownTest> gone, List<KnownTest> added) {
    Map<String, List<KnownTest>> addedByPlace = new HashMap<>();
    added.forEach(
        test -> addedByPlace.computeIfAbsent(test.place(), place -> new ArrayList<>()).add(test));
    Map<String, List<KnownTest>> goneByPlace = new HashMap<>();
    gone.forEach(
        test -> goneByPlace.computeIfAbsent(test.place(), place -> new ArrayList<>()).add(test));
    List<Renamed> pairs = new ArrayList<>();
    goneByPlace.forEach(
        (place, tests) -> pairs.addAll(pairs(tests, addedByPlace.getOrDefault(place, List.of()))));
    pairs.sort(Comparator.comparingDouble(Renamed::similarity).reversed());
    Set<UUID> taken = new HashSet<>();
    List<Renamed> renamed = new ArrayList<>();
    for (Renamed pair : pairs) {
      UUID before = pair.before().testKey();
      UUID now = pair.now().testKey();
      if (!taken.contains(before) && !taken.contains(now)) {
        taken.add(before);
        taken.add(now);
        renamed.add(pair);
      }
    }
    return new Renames(
        renamed, gone.stream().filter(test -> !taken.contains(test.testKey())).toList());
  }

  private static List<Renamed> pairs(List<KnownTest> gone, List<KnownTest> added) {
    if (gone.size() > MOST_OF_A_PLACE || added.size() > MOST_OF_A_PLACE) {
      return List.of();
    }
    List<Renamed> pairs = new ArrayList<>();
    for (KnownTest before : gone) {
      for (KnownTest now : added) {
        double similarity = similarity(before.name(), now.name());
        if (similarity >= ALIKE) {
          pairs.add(new Renamed(before, now, similarity));
        }
      }
    }
    return pairs;
  }

  /** How many pairs of neighbouring letters two names share (Dice), from 0 to 1. */
  static double similarity(String one, String other) {
    Map<String, Integer> pairs = new HashMap<>();
    int total = 0;
    for (int i = 0; i + 1 < one.length(); i++, total++) {
      pairs.merge(one.substring(i, i + 2), 1, Integer::sum);
    }
    int shared = 0;
    for (int i = 0; i + 1 < other.length(); i++, total++) {
      String pair = other.substring(i, i + 2);
      int left = pairs.getOrDefault(pair, 0);
      if (left > 0) {
        pairs.put(pair, left - 1);
        shared++;
      }
    }
    return total == 0 ? 0 : 2.0 * shared / total;
  }
}
