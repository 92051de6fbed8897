package dev.verdict.contract.event;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.message.AttemptNews;
import dev.verdict.contract.message.RunArtifacts;
import dev.verdict.contract.message.TestOutcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What our events say beyond CDEvents: the content of {@code customData}. Fields are only ever
 * added.
 */
public sealed interface EventData {

  /**
   * @param planned how many tests, or files where their tests are not known, the plan names
   * @param testsAnnounced whether each planned test gets a {@link TestQueued} and {@link
   *     TestStarted}; in a large run they get neither
   */
  record RunQueued(
      String name,
      @Nullable String project,
      @Nullable String user,
      @Nullable CiContext ci,
      Map<String, Object> metadata,
      int tasks,
      int planned,
      boolean testsAnnounced,
      Instant createdAt)
      implements EventData {

    /** Of a run whose tests are not announced. */
    public RunQueued(
        String name,
        @Nullable String project,
        @Nullable String user,
        @Nullable CiContext ci,
        Map<String, Object> metadata,
        int tasks,
        int planned,
        Instant createdAt) {
      this(name, project, user, ci, metadata, tasks, planned, false, createdAt);
    }
  }

  record RunStarted(Instant startedAt) implements EventData {}

  record RunFinished(
      TaskStatus status,
      Verdict verdict,
      String reason,
      Counts counts,
      Completeness completeness,
      @Nullable Instant startedAt,
      Instant finishedAt,
      double duration)
      implements EventData {}

  /** Some of a finished run is run again; a new {@link RunFinished} follows. */
  record RunReopened(String only, List<UUID> tasks, int planned) implements EventData {}

  record TaskQueued(
      UUID taskId,
      String name,
      String type,
      int priority,
      List<String> files,
      int planned,
      Map<String, Object> parameters)
      implements EventData {}

  record TaskStarted(UUID taskId, int attempt, Worker worker, Instant startedAt)
      implements EventData {}

  /**
   * An attempt has ended.
   *
   * @param settled whether this is the task's last word; otherwise another attempt follows
   */
  record TaskFinished(
      UUID taskId,
      int attempt,
      boolean settled,
      TaskStatus status,
      Verdict verdict,
      String reason,
      @Nullable LostReason lostReason,
      @Nullable Integer exitCode,
      @Nullable Worker worker,
      Counts counts,
      Map<String, Double> metrics,
      @Nullable Instant startedAt,
      Instant finishedAt,
      double duration)
      implements EventData {}

  /** The plan names this test. {@code attempt} is the first that will run it. */
  record TestQueued(UUID taskId, int attempt, PlannedTest test) implements EventData {}

  /** The attempt that runs this test has begun. When the test itself began, no tool tells. */
  record TestStarted(UUID taskId, int attempt, PlannedTest test) implements EventData {}

  /** One test in one attempt. A later attempt of the same task takes its place in the run. */
  record TestFinished(UUID taskId, int attempt, boolean planned, TestOutcome test)
      implements EventData {}

  record OutputPublished(UUID taskId, int attempt, AttemptNews.Artifact artifact)
      implements EventData {}

  /**
   * Where the files of a finished run are; one such event for each {@link RunFinished}.
   *
   * @param finish the sequence of that event
   * @param complete whether the links are all that there are
   * @param sources who was asked, and what kept it from answering
   */
  record ArtifactsResolved(
      long finish,
      Instant resolvedAt,
      boolean complete,
      List<RunArtifacts.Link> links,
      List<RunArtifacts.Source> sources)
      implements EventData {}

  /** Where it ran. */
  record Worker(UUID id, String name, List<String> hardware) {}
}
