package dev.verdict.tests.wholesystem;

import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.EventFeed;
import dev.verdict.contract.api.Page;
import dev.verdict.contract.api.RunRequest;
import dev.verdict.contract.api.RunView;
import dev.verdict.contract.api.TaskRequest;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import java.util.List;
import java.util.UUID;

/** Submits runs and follows their events to the end, as a client does. */
public final class Runs {
  private final ApiClient api;

  public Runs(ApiClient api) {
    this.api = api;
  }

  /** A run that is over, with all that it holds. */
  public record Ended(RunView run, List<TaskView> tasks, List<TestView> tests) {
    public TaskView task() {
      if (tasks.size() != 1) {
        throw new IllegalStateException("tasks: " + tasks.size() + " (expected: 1)");
      }
      return tasks.get(0);
    }
  }

  public Ended run(TaskRequest... tasks) throws InterruptedException {
    return await(submit(tasks).id());
  }

  public RunView submit(TaskRequest... tasks) {
    RunRequest request =
        new RunRequest("tests", null, null, null, null, null, null, List.of(tasks), null);
    return api.post("/api/v1/runs", request, RunView.class);
  }

  public Ended await(UUID run) throws InterruptedException {
    if (!new EventFeed(api, run).follow(event -> {})) {
      throw new IllegalStateException("the feed of run " + run + " ended before the run");
    }
    return look(run);
  }

  /** As it stands now. */
  public Ended look(UUID run) {
    String path = "/api/v1/runs/" + run;
    return new Ended(
        api.get(path, RunView.class),
        api.page(path + "/tasks?limit=" + Page.MOST, TaskView.class).items(),
        api.page(path + "/tests?limit=" + Page.MOST, TestView.class).items());
  }
}
