package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TestId;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.EventType;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A run, or one more task of a run, is kept with its plan before anything starts. */
public final class SubmitRun {
  /** Where new runs are kept. */
  public interface Shelf {
    /**
     * Keeps the run with all its tasks and what {@code announce} publishes, in one transaction.
     *
     * @return the submission, or the one that the same request had led to before
     */
    Future<Kept> keep(Submission submission, Optional<RequestKey> key, Announcement announce);

    /** Adds a task to a run that is not final; failed with {@link RunIsFinal} otherwise. */
    Future<Kept> add(
        UUID runId, Submission.NewTask task, Optional<RequestKey> key, Announcement announce);
  }

  /** What is in the database now. */
  public record Kept(UUID runId, UUID firstTaskId, boolean before) {}

  /** Publishes within the transaction that keeps. */
  @FunctionalInterface
  public interface Announcement {
    void publish(RunTransaction run, Instant createdAt);
  }

  /** The run has its verdict; nothing can join it. */
  public static final class RunIsFinal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public RunIsFinal(UUID run) {
      super("run: " + run + " is finished (expected: one that still runs)");
    }
  }

  private final Shelf shelf;

  public SubmitRun(Shelf shelf) {
    this.shelf = shelf;
  }

  public Future<Kept> submit(Submission submission, Optional<RequestKey> key) {
    return shelf.keep(submission, key, announcement(submission));
  }

  /** That there is a new run, for whoever keeps one beside something else. */
  public static Announcement announcement(Submission submission) {
    return (run, createdAt) -> {
      var request = submission.request();
      run.publish(
          EventType.RUN_QUEUED,
          submission.id().toString(),
          new EventData.RunQueued(
              submission.name(),
              request.project(),
              request.user(),
              request.ci(),
              request.metadata() == null ? Map.of() : request.metadata(),
              submission.tasks().size(),
              submission.planned(),
              submission.announced().tests(),
              createdAt));
      announce(run, submission.tasks());
    };
  }

  public Future<Kept> add(UUID runId, Submission.NewTask task, Optional<RequestKey> key) {
    return shelf.add(runId, task, key, (run, createdAt) -> announce(run, List.of(task)));
  }

  private static void announce(RunTransaction run, List<Submission.NewTask> tasks) {
    for (Submission.NewTask task : tasks) {
      run.publish(
          EventType.TASK_QUEUED,
          task.id().toString(),
          new EventData.TaskQueued(
              task.id(),
              task.name(),
              task.type(),
              task.priority(),
              task.files(),
              task.planned(),
              task.parameters()));
      if (run.run().announced().tests()) {
        task.tests().forEach(test -> announce(run, task.id(), test));
      }
    }
  }

  private static void announce(RunTransaction run, UUID task, PlannedTest test) {
    String id = TestId.bounded(test.id());
    run.publish(
        EventType.TEST_QUEUED,
        task + "/1/" + id,
        new EventData.TestQueued(task, 1, new PlannedTest(id, test.name(), test.file())));
  }
}
