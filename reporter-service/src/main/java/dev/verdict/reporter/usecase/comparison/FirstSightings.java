package dev.verdict.reporter.usecase.comparison;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.comparison.ComparedRun;
import dev.verdict.reporter.domain.comparison.ComparedTest;
import dev.verdict.reporter.domain.comparison.Novelty;
import dev.verdict.reporter.domain.comparison.Touched;
import dev.verdict.reports.model.FirstSeen;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Since which run of its branch the bad tests of a run are bad, and what that run had in it that
 * was new. Tests that are known to fail by chance are nobody's change, and neither are those that
 * were lost or cancelled.
 *
 * <pre>
 *  run ──▶ the runs of its branch before ──▶ its bad tests beside them ──▶ the first of the bad runs on end
 *      ──▶ what that run says was changed ──▶ FirstSeen
 * </pre>
 */
public final class FirstSightings {
  private static final int RUNS = 20;
  private static final int MOST = 10;
  private static final int EXAMPLES = 5;

  private final ComparedRuns runs;

  public FirstSightings(ComparedRuns runs) {
    this.runs = runs;
  }

  /** Most tests first; empty where nothing is bad or the run names no branch. */
  public Future<List<FirstSeen>> of(UUID id) {
    return runs.find(id)
        .compose(
            found ->
                found.isEmpty() || found.get().run().branch() == null
                    ? Future.succeededFuture(List.of())
                    : of(found.get().run()));
  }

  private Future<List<FirstSeen>> of(ComparedRun run) {
    return runs.before(run, Objects.requireNonNull(run.branch()), RUNS)
        .compose(
            before ->
                runs.bad(run, before).compose(bad -> told(run, before, bySighting(run, bad))));
  }

  private static Map<UUID, List<ComparedTest>> bySighting(ComparedRun run, List<ComparedTest> bad) {
    Map<UUID, List<ComparedTest>> byRun = new LinkedHashMap<>();
    for (ComparedTest test : bad) {
      if (saysSomethingOfTheCode(test)) {
        UUID first = Objects.requireNonNullElse(test.badSince(), run.id());
        byRun.computeIfAbsent(first, none -> new ArrayList<>()).add(test);
      }
    }
    return byRun;
  }

  private static boolean saysSomethingOfTheCode(ComparedTest test) {
    return test.verdict() != Verdict.LOST
        && test.verdict() != Verdict.CANCELLED
        && Novelty.of(test) != Novelty.FLAKY;
  }

  private Future<List<FirstSeen>> told(
      ComparedRun run, List<ComparedRun> before, Map<UUID, List<ComparedTest>> sightings) {
    if (sightings.isEmpty()) {
      return Future.succeededFuture(List.of());
    }
    List<ComparedRun> all = new ArrayList<>(before);
    all.addFirst(run);
    return runs.touched(List.copyOf(sightings.keySet()))
        .map(
            touched ->
                sightings.entrySet().stream()
                    .map(each -> seen(run, all, each.getKey(), each.getValue(), touched))
                    .sorted(Comparator.comparingInt(FirstSeen::tests).reversed())
                    .limit(MOST)
                    .toList());
  }

  private static FirstSeen seen(
      ComparedRun run,
      List<ComparedRun> newestFirst,
      UUID id,
      List<ComparedTest> tests,
      Map<UUID, Touched> touched) {
    int at = 0;
    while (!newestFirst.get(at).id().equals(id)) {
      at++;
    }
    ComparedRun first = newestFirst.get(at);
    // Two suites may take turns on one branch.
    ComparedRun good =
        newestFirst.stream()
            .skip(at + 1L)
            .filter(older -> Objects.equals(older.name(), first.name()))
            .findFirst()
            .orElse(null);
    Touched what = touched.getOrDefault(id, Touched.UNKNOWN);
    return new FirstSeen(
        tests.size(),
        tests.stream().limit(EXAMPLES).map(ComparedTest::testId).toList(),
        id.toString(),
        id.equals(run.id()),
        first.createdAt(),
        first.commitSha(),
        what.author(),
        what.title(),
        what.files(),
        Math.max(0, what.allFiles() - what.files().size()),
        good == null ? null : good.id().toString(),
        good == null ? null : good.commitSha());
  }
}
