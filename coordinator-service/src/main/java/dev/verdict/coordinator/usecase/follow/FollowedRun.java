package dev.verdict.coordinator.usecase.follow;

import dev.verdict.plugin.ci.RunState;
import java.util.List;
import java.util.UUID;

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
    int tries,
    boolean late,
    boolean ending) {

  FollowedRun heard(RunState its, String itsWord) {
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
        tries,
        late,
        ending);
  }

  /** As people read it. */
  public String words() {
    return "run " + ciRun + " of " + provider;
  }
}
