package dev.verdict.tests.commits;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;
import org.jspecify.annotations.Nullable;

/** Counts the commits of a coordinator, and says at which of them it dies. */
final class CommitPoints {
  /** On which side of the commit. */
  enum Moment {
    /** The database never hears of it. */
    BEFORE,
    /** The database has done it, and its answer is lost. */
    AFTER
  }

  /** What becomes of a request that commits something. */
  enum Fate {
    PASSES,
    DIES_BEFORE,
    DIES_AFTER
  }

  /** One that has happened. */
  record Death(int nth, Moment moment, String commit) {}

  private static final int SECONDS = 30;

  /** The relay keeps its position once a second, wherever the run may stand: it has no number. */
  static final String BY_THE_CLOCK = "update outbox_position";

  private final Set<String> seen = new LinkedHashSet<>();
  private @Nullable BiPredicate<Integer, String> deadly;
  private Moment moment = Moment.BEFORE;
  private @Nullable Death death;
  private int count;

  /** From now on the coordinator dies at this commit, once. */
  synchronized void arm(Moment when, BiPredicate<Integer, String> which) {
    count = 0;
    seen.clear();
    death = null;
    moment = when;
    deadly = which;
  }

  /** Ends it; the commits by what they write, since it was armed. */
  synchronized Set<String> disarm() {
    deadly = null;
    return new LinkedHashSet<>(seen);
  }

  synchronized Optional<Death> death() {
    return Optional.ofNullable(death);
  }

  /** Before it is sent to the database. */
  synchronized Fate next(String commit) {
    count += commit.equals(BY_THE_CLOCK) ? 0 : 1;
    seen.add(commit);
    if (deadly == null || !deadly.test(count, commit)) {
      return Fate.PASSES;
    }
    if (moment == Moment.AFTER) {
      return Fate.DIES_AFTER;
    }
    died(commit);
    return Fate.DIES_BEFORE;
  }

  /**
   * The answer to a request that was to be the last.
   *
   * @return false when the database has refused: then it was no commit, and another one is the last
   */
  synchronized boolean answered(String commit, boolean done) {
    if (!done) {
      deadly = (nth, any) -> true;
      return false;
    }
    died(commit);
    return true;
  }

  private void died(String commit) {
    deadly = null;
    death = new Death(count, moment, commit);
    notifyAll();
  }

  /** For a death that comes by the clock. */
  synchronized void awaitDeath() throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (death == null) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0) {
        throw new AssertionError("no death within " + SECONDS + " s, but commits: " + seen);
      }
      wait(left);
    }
  }
}
