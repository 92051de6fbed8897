package dev.verdict.cli.doctor;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.contract.api.Page;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.WorkerView;
import java.util.ArrayList;
import java.util.List;

/** Whether somebody is there to run tests, and what the oldest of those that wait waits for. */
final class TestsChapter {
  static final String NAME = "tests";
  static final String QUESTION = "Can tests run?";
  private static final int LOOKED_AT = 1000;

  private TestsChapter() {}

  /** As much of an explanation as is needed here. */
  record Explained(String summary) {}

  static Chapter look(ApiClient client) {
    List<Finding> findings = new ArrayList<>();
    try {
      findings.add(workers(client.page("/api/v1/workers?limit=" + LOOKED_AT, WorkerView.class)));
      Page<TaskView> waiting = client.page("/api/v1/tasks?status=pending&limit=1", TaskView.class);
      findings.add(
          waiting.items().isEmpty()
              ? Finding.well("no task waits")
              : waiting(client, waiting.items().getFirst()));
    } catch (ApiProblem refused) {
      findings.add(Finding.skipped(String.valueOf(refused.getMessage())));
    } catch (Unreachable gone) {
      findings.add(Finding.skipped(String.valueOf(gone.getMessage())));
    }
    return Chapter.of(NAME, QUESTION, findings);
  }

  private static Finding workers(Page<WorkerView> page) {
    List<WorkerView> active =
        page.items().stream().filter(worker -> worker.status().equals("active")).toList();
    if (active.isEmpty()) {
      return Finding.wrong(
          "no worker is there",
          "start one: 'verdict worker' with an enroll key, docs/operations.md");
    }
    int slots = active.stream().mapToInt(WorkerView::slots).sum();
    int busy = active.stream().mapToInt(WorkerView::busy).sum();
    return Finding.well(
        "%d workers, %d of %d slots busy%s"
            .formatted(active.size(), busy, slots, page.next() == null ? "" : " (there are more)"));
  }

  private static Finding waiting(ApiClient client, TaskView task) {
    String why = client.get("/api/v1/tasks/" + task.id() + "/explain", Explained.class).summary();
    return Finding.note("task " + task.id() + " waits: " + why);
  }
}
