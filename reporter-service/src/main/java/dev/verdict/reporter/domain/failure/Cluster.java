package dev.verdict.reporter.domain.failure;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.verdict.reports.failure.FailureClass;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Failures of one kind.
 *
 * @param reason why it is of this class
 * @param title what went wrong, in the words of the first of them
 * @param text that without what differs each time; two kinds with like words are alike
 * @param tests how many tests have it, in the run that was asked for or else in the last
 * @param runs how many runs have it, at most {@link #MOST_RUNS}
 * @param goodCommit the commit of the run before the first on this branch: the cause is between the
 *     two
 * @param solved where it was last seen to be gone; absent while it is there
 * @param order where it stands in its list
 */
public record Cluster(
    UUID fingerprint,
    @JsonProperty("class") FailureClass failureClass,
    String reason,
    String title,
    @Nullable String type,
    @JsonIgnore String text,
    @JsonIgnore String project,
    @Nullable String branch,
    int tests,
    int runs,
    Sighting first,
    Sighting last,
    @Nullable String goodCommit,
    @Nullable Sighting solved,
    @Nullable String message,
    List<String> examples,
    List<String> workers,
    List<Solved> similar,
    @JsonIgnore long order) {
  public static final int MOST_RUNS = 1_000;

  /** A run in which something was seen. */
  public record Sighting(
      UUID runId, @Nullable String branch, @Nullable String commitSha, Instant at) {}

  /**
   * Something like it that was solved.
   *
   * @param alike how much, from 0 to 1; 1 is the same
   * @param lastBadCommit and {@code solvedCommit}: the change that solved it is between the two
   */
  public record Solved(
      UUID fingerprint,
      String title,
      double alike,
      @Nullable String branch,
      @Nullable String lastBadCommit,
      @Nullable String solvedCommit,
      UUID solvedRun,
      Instant solvedAt) {}

  public Cluster withSimilar(List<Solved> solvedBefore) {
    return with(workers, solvedBefore);
  }

  public Cluster withoutMachines() {
    return with(List.of(), similar);
  }

  private Cluster with(List<String> ranOn, List<Solved> solvedBefore) {
    return new Cluster(
        fingerprint,
        failureClass,
        reason,
        title,
        type,
        text,
        project,
        branch,
        tests,
        runs,
        first,
        last,
        goodCommit,
        solved,
        message,
        examples,
        ranOn,
        solvedBefore,
        order);
  }
}
