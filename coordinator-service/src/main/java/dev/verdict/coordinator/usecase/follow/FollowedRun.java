package dev.verdict.coordinator.usecase.follow;

import dev.verdict.plugin.ci.RunState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A run of a CI system that is looked at now.
 *
 * @param taskId the task of ours that stands for it
 * @param repository as the CI system calls it; empty where nobody told
 * @param ciRun by which the CI system knows it
 * @param artifacts patterns of those that may hold reports; none: all
 * @param reports patterns of report files in them; none: all JUnit XML that is found
 * @param state as it was last heard of
 * @param word what the CI system says of its state
 * @param ended somebody has told so
 * @param endedAt by which this end is told apart from those of later repetitions
 * @param tries how often it was looked at since it was last told of, this time counted
 * @param late nobody waits for it any longer
 * @param ending somebody ends our run
 */
public record FollowedRun(
    UUID taskId,
    UUID runId,
    String provider,
    String repository,
    String ciRun,
    List<String> artifacts,
    List<String> reports,
    RunState state,
    String word,
    boolean ended,
    @Nullable Instant endedAt,
    int tries,
    boolean late,
    boolean ending) {

  /** It had ended when it was asked; a repetition that ended by then is part of that. */
  FollowedRun heard(RunState its, String itsWord, Instant now) {
    return new FollowedRun(
        taskId,
        runId,
        provider,
        repository,
        ciRun,
        artifacts,
        reports,
        its,
        itsWord,
        ended || its.isFinal(),
        endedAt == null && its.isFinal() ? now : endedAt,
        tries,
        late,
        ending);
  }

  /** As people read it. */
  public String words() {
    return "run " + ciRun + " of " + provider;
  }
}
