package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.CiContext;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.TestView;
import dev.verdict.reporter.domain.RunOrigin;
import dev.verdict.reporter.domain.RunState;
import dev.verdict.reporter.domain.TaskPlan;
import dev.verdict.reporter.domain.TaskState;
import dev.verdict.reporter.domain.TestRun;
import dev.verdict.reporter.domain.TestTask;
import dev.verdict.reports.model.ReportedRun;
import dev.verdict.reports.model.ReportedTask;
import io.vertx.sqlclient.Row;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** History in the words of reports. What no event has told yet gets a stand-in that says so. */
final class ReportRows {
  private static final String NOT_TOLD = "(not told yet)";

  private ReportRows() {}

  static ReportedRun run(TestRun run, PgReportSource.Counted counted, URI origin) {
    RunOrigin from = run.origin();
    RunState state = run.state();
    String self = origin + "/api/v1/runs/" + run.id();
    return new ReportedRun(
        run.id().toString(),
        orElse(from.name(), NOT_TOLD),
        from.project(),
        state.status(),
        state.verdict(),
        state.reason(),
        from.userName(),
        new CiContext(
            from.provider(),
            from.repository(),
            from.buildId(),
            from.commitSha(),
            from.branch(),
            from.prNumber(),
            from.url()),
        createdAt(run),
        run.startTime(),
        state.endTime(),
        state.duration(),
        counted.counts(),
        counted.completeness(),
        orElse(from.metadata(), Map.of()),
        Map.of(
            "self",
            self,
            "report",
            self + "/report?format=html",
            "page",
            origin + "/runs/" + run.id()));
  }

  /** The id of a run carries the time of its making, should the event that tells it be missing. */
  private static Instant createdAt(TestRun run) {
    Instant told = run.origin().createdAt();
    return told == null ? Instant.ofEpochMilli(run.id().getMostSignificantBits() >>> 16) : told;
  }

  static ReportedTask task(TestTask task) {
    TaskPlan plan = task.plan();
    TaskState state = task.state();
    return new ReportedTask(
        task.id(),
        orElse(plan.name(), NOT_TOLD),
        orElse(plan.type(), "test"),
        state.status(),
        state.verdict(),
        state.reason(),
        state.lostReason(),
        orElse(state.attempt(), 0),
        state.workerName(),
        state.startTime(),
        state.duration(),
        state.exitCode(),
        orElse(plan.files(), List.of()),
        orElse(state.result(), Counts.NONE));
  }

  static TestView test(UUID run, Row row) {
    String lostReason = row.getString("lost_reason");
    return new TestView(
        row.getString("test_id"),
        run,
        row.getUUID("task_id"),
        row.getInteger("attempt"),
        row.getString("suite"),
        row.getString("class_name"),
        row.getString("name"),
        row.getString("file"),
        Verdict.of(row.getString("verdict")),
        lostReason == null ? null : LostReason.of(lostReason),
        row.getDouble("seconds"),
        row.getString("message"),
        row.getString("type"),
        row.getString("detail"),
        row.getBoolean("planned"),
        row.getBoolean("flaky"));
  }

  private static <T> T orElse(@Nullable T value, T standIn) {
    return value == null ? standIn : value;
  }
}
