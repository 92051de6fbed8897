package dev.verdict.coordinator.outbound.ci;

import dev.verdict.contract.TestId;
import dev.verdict.contract.message.TestOutcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The tests of all reports of a run. Jobs of a matrix report the same tests: each of these keeps
 * its verdict, told apart by where it stood, so none hides another.
 */
final class MergedPlaces {
  private final int most;
  private final Map<String, List<Placed>> byId = new LinkedHashMap<>();
  private int size;
  private int overflow;

  private record Placed(String place, TestOutcome test) {}

  MergedPlaces(int most) {
    this.most = most;
  }

  void add(String place, TestOutcome test) {
    if (size == most) {
      overflow++;
      return;
    }
    size++;
    byId.computeIfAbsent(test.id(), id -> new ArrayList<>(1)).add(new Placed(place, test));
  }

  /** How many were too many. */
  int overflow() {
    return overflow;
  }

  List<TestOutcome> all() {
    List<TestOutcome> all = new ArrayList<>(size);
    Set<String> used = new HashSet<>();
    byId.forEach((id, placed) -> addTo(all, used, id, placed));
    return all;
  }

  /** What one file names twice is counted, in its order, as for tests that workers run. */
  private static void addTo(
      List<TestOutcome> all, Set<String> used, String id, List<Placed> placed) {
    Map<String, Integer> times = new HashMap<>();
    placed.forEach(one -> times.put(one.place(), 0));
    boolean onePlace = times.size() == 1;
    for (Placed one : placed) {
      int nth = times.merge(one.place(), 1, Integer::sum);
      String count = nth == 1 ? "" : "#" + nth;
      String its = onePlace ? id + count : id + " [" + one.place() + count + "]";
      String bounded = TestId.bounded(its);
      // A test may be called as we call the second one of another name.
      for (int more = 2; !used.add(bounded); more++) {
        bounded = TestId.bounded(its + " (" + more + ")");
      }
      all.add(named(one.test(), bounded));
    }
  }

  private static TestOutcome named(TestOutcome o, String id) {
    return new TestOutcome(
        id,
        o.suite(),
        o.className(),
        o.name(),
        o.file(),
        o.verdict(),
        o.seconds(),
        o.message(),
        o.type(),
        o.detail(),
        o.lostReason(),
        o.reruns());
  }
}
