package dev.verdict.reporter.usecase.comparison;

import dev.verdict.reporter.domain.comparison.ComparedRun;
import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.domain.comparison.Comparison.Found;
import dev.verdict.reporter.domain.comparison.Renames;
import dev.verdict.reporter.usecase.comparison.ComparedRuns.Subject;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is different in a run: its results beside the newest runs of the base branch that began
 * before it.
 *
 * <pre>
 *  run ──▶ base branch: what the run says ▸ its own, if that is one ▸ the first of the setting that has runs
 *      ──▶ its newest runs ──▶ bad here, good again, gone  ──▶ Comparison
 * </pre>
 */
public final class RunComparison {
  /** Enough for two suites that take turns on one branch, and few enough to be asked at once. */
  private static final int RUNS = 10;

  /** Of each list; counts go on. */
  public static final int MOST = 1_000;

  private final ComparedRuns runs;
  private final List<String> baseBranches;

  /**
   * @param baseBranches what the branch is called that others are compared with, the likeliest
   *     first
   */
  public RunComparison(ComparedRuns runs, List<String> baseBranches) {
    this.runs = runs;
    this.baseBranches = List.copyOf(baseBranches);
  }

  /** Empty for a run that no event has spoken of. */
  public Future<Optional<Comparison>> of(UUID run) {
    return runs.find(run)
        .compose(
            found ->
                found.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : of(found.get()).map(Optional::of));
  }

  private Future<Comparison> of(Subject subject) {
    return base(subject, candidates(subject), 0).compose(with -> compare(subject.run(), with));
  }

  private List<String> candidates(Subject subject) {
    String told = subject.baseBranch();
    String own = subject.run().branch();
    if (told != null) {
      return List.of(told);
    }
    return own != null && baseBranches.contains(own) ? List.of(own) : baseBranches;
  }

  private Future<List<ComparedRun>> base(Subject subject, List<String> branches, int nth) {
    if (nth >= branches.size()) {
      return Future.succeededFuture(List.of());
    }
    return runs.before(subject.run(), branches.get(nth), RUNS)
        .compose(
            found ->
                found.isEmpty() ? base(subject, branches, nth + 1) : Future.succeededFuture(found));
  }

  private Future<Comparison> compare(ComparedRun run, List<ComparedRun> with) {
    var bad = runs.bad(run, with);
    var onRetry = runs.passedOnRetry(run);
    var fixed = runs.fixed(run, with);
    var renames = renames(run, with);
    return Future.all(bad, onRetry, fixed, renames)
        .map(
            all ->
                Comparison.of(
                    run,
                    with.isEmpty() ? null : with.getFirst().branch(),
                    with,
                    new Found(bad.result(), onRetry.result(), fixed.result(), renames.result()),
                    MOST));
  }

  private Future<Renames> renames(ComparedRun run, List<ComparedRun> with) {
    ComparedRun like = samePlan(run, with);
    if (like == null) {
      return Future.succeededFuture(new Renames(List.of(), List.of()));
    }
    var gone = runs.onlyIn(like, run);
    var added = runs.onlyIn(run, like);
    return Future.all(gone, added).map(both -> Renames.among(gone.result(), added.result()));
  }

  /** Two suites of one project miss each other's tests all the time. */
  private static @Nullable ComparedRun samePlan(ComparedRun run, List<ComparedRun> with) {
    return with.stream()
        .filter(other -> java.util.Objects.equals(other.name(), run.name()))
        .findFirst()
        .orElse(null);
  }
}
