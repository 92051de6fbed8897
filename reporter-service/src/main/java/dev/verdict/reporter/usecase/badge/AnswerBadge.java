package dev.verdict.reporter.usecase.badge;

import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.usecase.badge.LatestRuns.Ended;
import dev.verdict.reports.badge.Badge;
import dev.verdict.reports.badge.BadgeNames;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Finds what a name means, in this order: {@code combined} is the latest run of every suite
 * together, {@code coverage} the latest figure; else a kind of tests, a suite, a branch.
 */
public final class AnswerBadge {
  /** A suite that has not run for so long, while others have, is gone. */
  private static final Duration GONE = Duration.ofDays(30);

  private final LatestRuns runs;
  private final List<String> mainBranches;

  /**
   * @param mainBranches what counts where nobody names a branch: a pull request shall not turn the
   *     badge of a project red
   */
  public AnswerBadge(LatestRuns runs, List<String> mainBranches) {
    this.runs = runs;
    List<String> withNone = new ArrayList<>(mainBranches);
    withNone.add("");
    this.mainBranches = List.copyOf(withNone);
  }

  public Future<Badge> answer(String asked, @Nullable String project, @Nullable String branch) {
    String name = BadgeNames.plain(asked);
    String label = BadgeNames.label(name);
    List<String> branches = branch == null ? mainBranches : List.of(branch);
    if (name.equals(BadgeNames.COVERAGE)) {
      return runs.coverage(project, branches)
          .map(
              found ->
                  found
                      .map(percent -> Badge.coverage(label, percent))
                      .orElse(Badge.unknown(label)));
    }
    return runs.ended(project, branches)
        .compose(
            ended -> {
              Badge badge = of(label, select(name, ended));
              boolean maybeBranch =
                  badge.isUnknown() && branch == null && !BadgeNames.all().contains(name);
              return maybeBranch
                  ? runs.ended(project, List.of(name)).map(ofBranch -> of(label, ofBranch))
                  : Future.succeededFuture(badge);
            });
  }

  private static List<Ended> select(String name, List<Ended> ended) {
    if (name.equals(BadgeNames.COMBINED)) {
      return ended;
    }
    List<Ended> ofType = some(ended, run -> name.equals(run.testType()));
    return ofType.isEmpty() ? some(ended, run -> name.equals(run.name())) : ofType;
  }

  private static List<Ended> some(List<Ended> ended, Predicate<Ended> which) {
    return ended.stream().filter(which).toList();
  }

  /** The latest run of each suite, all together. */
  private static Badge of(String label, List<Ended> ended) {
    if (ended.isEmpty()) {
      return Badge.unknown(label);
    }
    Instant since = ended.getFirst().createdAt().minus(GONE);
    Set<String> seen = new HashSet<>();
    Verdict worst = null;
    Counts counts = Counts.NONE;
    for (Ended run : ended) {
      if (run.createdAt().isBefore(since) || !seen.add(run.name() + "\n" + run.testType())) {
        continue;
      }
      worst = worst == null ? run.verdict() : worst.worse(run.verdict());
      counts = together(counts, run.counts());
    }
    return Badge.of(label, worst, counts);
  }

  private static Counts together(Counts one, Counts other) {
    return new Counts(
        one.total() + other.total(),
        one.passed() + other.passed(),
        one.failed() + other.failed(),
        one.error() + other.error(),
        one.skipped() + other.skipped(),
        one.cancelled() + other.cancelled(),
        one.timeout() + other.timeout(),
        one.lost() + other.lost(),
        one.pending() + other.pending());
  }
}
