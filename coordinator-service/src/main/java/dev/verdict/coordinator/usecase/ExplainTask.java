package dev.verdict.coordinator.usecase;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.WorkerView;
import dev.verdict.coordinator.domain.Matching;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Why a task waits, or why it ran where it ran. */
public final class ExplainTask {
  private static final int MOST_WORKERS = 1000;

  /**
   * The explanation.
   *
   * @param summary one sentence
   * @param workers each worker that is there, with what it lacks
   */
  public record Explanation(
      UUID taskId, TaskStatus status, String summary, List<Candidate> workers) {}

  /** A worker as seen from the task. */
  public record Candidate(
      UUID id, String name, String status, int freeSlots, boolean fits, List<String> lacks) {}

  private final Archive archive;

  public ExplainTask(Archive archive) {
    this.archive = archive;
  }

  public Future<Optional<Explanation>> explain(UUID taskId) {
    return archive
        .task(taskId)
        .compose(
            task ->
                task.isEmpty()
                    ? Future.succeededFuture(Optional.empty())
                    : candidates(task.get())
                        .map(workers -> Optional.of(explain(task.get(), workers))));
  }

  private Future<List<Candidate>> candidates(TaskView task) {
    Future<List<WorkerView>> active = archive.workers("active", null, MOST_WORKERS);
    Future<List<WorkerView>> draining = archive.workers("draining", null, MOST_WORKERS);
    return Future.all(active, draining)
        .map(
            both -> {
              List<Candidate> candidates = new ArrayList<>();
              active.result().forEach(worker -> candidates.add(candidate(task, worker)));
              draining.result().forEach(worker -> candidates.add(candidate(task, worker)));
              return candidates;
            });
  }

  private static Candidate candidate(TaskView task, WorkerView worker) {
    var need = new Matching.Need(task.type(), task.requirements());
    List<String> lacks =
        Matching.lacks(need, new Matching.Offer(worker.types(), worker.capabilities()));
    return new Candidate(
        worker.id(),
        worker.name(),
        worker.status(),
        worker.slots() - worker.busy(),
        lacks.isEmpty(),
        lacks);
  }

  private static Explanation explain(TaskView task, List<Candidate> workers) {
    return new Explanation(task.id(), task.status(), summary(task, workers), workers);
  }

  private static String summary(TaskView task, List<Candidate> workers) {
    TaskView.TaskWorker worker = task.worker();
    if (task.status().isFinal()) {
      String where =
          worker == null
              ? "it never ran"
              : "attempt " + task.attempt() + " ran on " + worker.name();
      return task.status().word() + ": " + task.reason() + "; " + where;
    }
    if (worker != null && task.status() != TaskStatus.PENDING) {
      return "attempt "
          + task.attempt()
          + " is "
          + task.status().word()
          + " on "
          + worker.name()
          + ", which has all that the task needs";
    }
    if (task.type().equals("follow")) {
      return "it waits: its CI run is looked at again within moments";
    }
    List<Candidate> fitting = workers.stream().filter(Candidate::fits).toList();
    if (workers.isEmpty()) {
      return "it waits: no worker is registered";
    }
    if (fitting.isEmpty()) {
      return "it waits: no registered worker can ever run it";
    }
    boolean free =
        fitting.stream().anyMatch(one -> one.status().equals("active") && one.freeSlots() > 0);
    String before = task.reason() == null ? "" : " (" + task.reason() + ")";
    return free
        ? "it is among the next: a worker that fits has a free slot, and takes it as soon as what"
            + " it needs is free there"
            + before
        : "it waits for its turn: " + fitting.size() + " workers fit, all are busy" + before;
  }
}
