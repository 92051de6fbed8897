package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.contract.api.RetryPolicy;
import dev.verdict.contract.api.Source;
import dev.verdict.contract.api.TaskConfig;
import dev.verdict.contract.api.TaskView;
import dev.verdict.contract.api.TestView;
import dev.verdict.contract.api.WorkerView;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows as what the API shows. */
final class Views {
  private Views() {}

  static TaskView task(Row row, Counts counts) {
    String lost = row.getString("lost_reason");
    return new TaskView(
        row.getUUID("id"),
        row.getUUID("run_id"),
        row.getString("type"),
        row.getString("name"),
        TaskStatus.of(row.getString("status")),
        verdict(row),
        row.getString("reason"),
        lost == null ? null : LostReason.of(lost),
        row.getInteger("priority"),
        row.getString("user_name"),
        Rows.json(row, "source", Source.class),
        Objects.requireNonNull(Rows.json(row, "config", TaskConfig.class)),
        Rows.requirements(row, "requirements"),
        row.getInteger("timeout_seconds"),
        new RetryPolicy(row.getInteger("retry_failures"), row.getInteger("retry_lost")),
        time(row, "created_at"),
        time(row, "updated_at"),
        row.getInteger("attempt"),
        worker(row),
        result(row, counts),
        Rows.texts(row, "files"),
        row.getInteger("planned"),
        links(row),
        Rows.map(row, "parameters"));
  }

  private static TaskView.@Nullable TaskWorker worker(Row row) {
    UUID id = row.getUUID("worker_id");
    return id == null
        ? null
        : new TaskView.TaskWorker(
            id,
            row.getString("worker_name"),
            row.getString("worker_status"),
            Rows.requirements(row, "worker_capabilities").hardware());
  }

  private static TaskView.@Nullable TaskResult result(Row row, Counts counts) {
    Instant started = Rows.instant(row, "started_at");
    Instant finished = Rows.instant(row, "finished_at");
    if (started == null && finished == null) {
      return null;
    }
    Verdict verdict = verdict(row);
    return new TaskView.TaskResult(
        verdict == null ? null : verdict.word(),
        started,
        finished,
        started == null || finished == null
            ? null
            : Duration.between(started, finished).toNanos() / 1e9,
        row.getInteger("exit_code"),
        counts,
        Rows.numbers(row, "metrics"));
  }

  private static Map<String, String> links(Row row) {
    UUID id = row.getUUID("id");
    return Map.of(
        "self", "/api/v1/tasks/" + id,
        "run", "/api/v1/runs/" + row.getUUID("run_id"),
        "explain", "/api/v1/tasks/" + id + "/explain",
        "log", "/api/v1/artifacts/logs/" + id + "/" + Math.max(1, row.getInteger("attempt")));
  }

  static TestView test(Row row) {
    String lost = row.getString("lost_reason");
    return new TestView(
        row.getString("test_id"),
        row.getUUID("run_id"),
        row.getUUID("task_id"),
        row.getInteger("attempt"),
        row.getString("suite"),
        row.getString("class_name"),
        row.getString("name"),
        row.getString("file"),
        verdict(row),
        lost == null ? null : LostReason.of(lost),
        row.getDouble("seconds"),
        row.getString("message"),
        row.getString("type"),
        row.getString("detail"),
        !row.getString("kind").equals("joined"),
        row.getBoolean("flaky"));
  }

  static WorkerView worker(Row row, int busy) {
    return new WorkerView(
        row.getUUID("id"),
        row.getString("name"),
        row.getString("status"),
        row.getInteger("slots"),
        busy,
        Rows.requirements(row, "capabilities"),
        Rows.texts(row, "types"),
        row.getString("version"),
        time(row, "enrolled_at"),
        time(row, "last_seen"));
  }

  static @Nullable Verdict verdict(Row row) {
    String verdict = row.getString("verdict");
    return verdict == null ? null : Verdict.of(verdict);
  }

  static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }
}
