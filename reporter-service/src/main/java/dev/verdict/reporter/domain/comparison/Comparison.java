package dev.verdict.reporter.domain.comparison;

import dev.verdict.contract.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is different in a run, for people in a hurry: what is new first.
 *
 * @param base the branch that was compared with; absent where there is no run to compare with
 * @param with the runs that were compared with, the newest first
 * @param newFailures bad here, and good or unknown before
 * @param brokenBefore bad here and before
 * @param flaky bad here, and known to fail by chance
 * @param passedOnRetry good here, at the second try or a later one
 * @param fixed good here, bad before
 * @param missing in the newest compared run and not in this one; lists nothing where another plan
 *     was run
 * @param renamed missing ones that are here under another name
 * @param counts how many there are, also of what the lists have no room for
 */
public record Comparison(
    ComparedRun run,
    @Nullable String base,
    List<ComparedRun> with,
    List<ComparedTest> newFailures,
    List<ComparedTest> brokenBefore,
    List<ComparedTest> flaky,
    List<ComparedTest> passedOnRetry,
    List<ComparedTest> fixed,
    List<KnownTest> missing,
    List<Renamed> renamed,
    Counts counts) {

  /**
   * How many.
   *
   * @param quarantined of the bad tests of all three kinds, those that are excused by it
   * @param newNotQuarantined of the new failures, those that count for a gate
   * @param badNotQuarantined of all bad tests, those that count for a gate
   */
  public record Counts(
      int newFailures,
      int brokenBefore,
      int flaky,
      int passedOnRetry,
      int fixed,
      int missing,
      int renamed,
      int quarantined,
      int newNotQuarantined,
      int badNotQuarantined) {}

  /** What was found, not sorted yet. */
  public record Found(
      List<ComparedTest> bad,
      List<ComparedTest> passedOnRetry,
      List<ComparedTest> fixed,
      Renames renames) {}

  /**
   * @param most of each list
   */
  public static Comparison of(
      ComparedRun run, @Nullable String base, List<ComparedRun> with, Found found, int most) {
    List<ComparedTest> fresh = new ArrayList<>();
    List<ComparedTest> before = new ArrayList<>();
    List<ComparedTest> flaky = new ArrayList<>();
    int quarantined = 0;
    int newCounting = 0;
    for (ComparedTest test : found.bad()) {
      Novelty novelty = Novelty.of(test);
      switch (novelty) {
        case NEW -> fresh.add(test);
        case BROKEN_BEFORE -> before.add(test);
        case FLAKY -> flaky.add(test);
      }
      // Nobody can say of a lost test that it failed as it always does.
      boolean excused = test.quarantined() && test.verdict() != Verdict.LOST;
      quarantined += excused ? 1 : 0;
      newCounting += !excused && novelty == Novelty.NEW ? 1 : 0;
    }
    return new Comparison(
        run,
        base,
        with,
        some(fresh, most),
        some(before, most),
        some(flaky, most),
        some(found.passedOnRetry(), most),
        some(found.fixed(), most),
        some(found.renames().missing(), most),
        some(found.renames().renamed(), most),
        new Counts(
            fresh.size(),
            before.size(),
            flaky.size(),
            found.passedOnRetry().size(),
            found.fixed().size(),
            found.renames().missing().size(),
            found.renames().renamed().size(),
            quarantined,
            newCounting,
            found.bad().size() - quarantined));
  }

  private static <T> List<T> some(List<T> all, int most) {
    return List.copyOf(all.subList(0, Math.min(all.size(), most)));
  }
}
