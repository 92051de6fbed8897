package dev.verdict.coordinator.inbound.http;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Completeness;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TaskView;
import dev.verdict.coordinator.usecase.Archive;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import dev.verdict.reports.model.RunReport;
import dev.verdict.reports.write.Formats;
import dev.verdict.reports.write.ReportWriter;
import dev.verdict.runtime.http.Reply;
import dev.verdict.runtime.http.WrittenBody;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The results of some tasks as one report, as if they were a run of their own. */
public final class TaskExport {
  private final Vertx vertx;
  private final Archive archive;
  private final InstantSource clock;

  public TaskExport(Vertx vertx, Archive archive, InstantSource clock) {
    this.vertx = vertx;
    this.archive = archive;
    this.clock = clock;
  }

  Future<Reply> export(List<TaskView> tasks, String format) {
    ReportWriter writer = Formats.one(format);
    ReportedRun run = run(tasks);
    List<UUID> ids = tasks.stream().map(TaskView::id).toList();
    RunReport report =
        new RunReport(
            run,
            Map.of(),
            tasks.stream().map(ReportedTask::of).toList(),
            new TestsOfTasks(archive, ids),
            List.of(),
            List.of(),
            clock.instant());
    return Future.succeededFuture(
        Reply.stream(
                200, writer.mediaType(), new WrittenBody(vertx, out -> writer.write(report, out)))
            .header(
                "Content-Disposition",
                "attachment; filename=\"" + writer.fileName(run.id()) + "\""));
  }

  private ReportedRun run(List<TaskView> tasks) {
    TaskView first = tasks.get(0);
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    int pending = 0;
    for (TaskView task : tasks) {
      TaskView.TaskResult result = task.result();
      pending += result == null ? task.planned() : TestCounts.add(result.tests(), verdicts);
    }
    Counts counts = Counts.of(verdicts, pending);
    boolean finished = tasks.stream().allMatch(task -> task.status().isFinal());
    Verdict verdict = finished ? worst(tasks) : null;
    Instant created = tasks.stream().map(TaskView::createdAt).min(Instant::compareTo).orElseThrow();
    Instant updated = tasks.stream().map(TaskView::updatedAt).max(Instant::compareTo).orElseThrow();
    return new ReportedRun(
        first.runId().toString(),
        tasks.size() == 1 ? first.name() : tasks.size() + " tasks",
        null,
        verdict == null ? TaskStatus.RUNNING : TaskStatus.of(verdict),
        verdict,
        null,
        first.user(),
        null,
        created,
        created,
        finished ? updated : null,
        finished ? Duration.between(created, updated).toMillis() / 1000.0 : null,
        counts,
        new Completeness(
            counts.total(), counts.total() - counts.lost() - counts.pending(), List.of()),
        Map.of(),
        Map.of());
  }

  private static @Nullable Verdict worst(List<TaskView> tasks) {
    Verdict worst = Verdict.SKIPPED;
    for (TaskView task : tasks) {
      worst = worst.worse(task.verdict() == null ? Verdict.LOST : task.verdict());
    }
    return worst;
  }
}
