package dev.verdict.tests.delivery;

import dev.verdict.tests.wholesystem.Ledger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What is left of runs in the tables of all services, without what differs from day to day. */
final class Aftermath {
  private static final String OF_RUNS = " = any (?::uuid[]) order by 1, 2, 3";

  private static final Map<String, String> TABLES = new LinkedHashMap<>();

  static {
    TABLES.put(
        "coordinator.runs",
        "select name, status, verdict, sequence, open_tasks from coordinator.runs where id");
    TABLES.put(
        "coordinator.tasks",
        "select r.name, t.name, t.attempt, t.status, t.verdict, t.failures, t.losses, t.exit_code"
            + " from coordinator.tasks t join coordinator.runs r on r.id = t.run_id where r.id");
    TABLES.put(
        "coordinator.attempts",
        "select r.name, t.name, a.attempt, a.verdict, a.exit_code from coordinator.attempts a"
            + " join coordinator.tasks t on t.id = a.task_id"
            + " join coordinator.runs r on r.id = t.run_id where r.id");
    TABLES.put(
        "coordinator.tests",
        "select r.name, t.name, x.test_id, x.kind, x.attempt, x.verdict, x.flaky"
            + " from coordinator.tests x join coordinator.tasks t on t.id = x.task_id"
            + " join coordinator.runs r on r.id = t.run_id where r.id");
    TABLES.put(
        "reporter.test_runs",
        "select r.name, r.status, r.verdict, r.tasks, r.planned, p.received, r.completeness"
            + " from reporter.test_runs r join reporter.run_progress p on p.run_id = r.id"
            + " where r.id");
    TABLES.put(
        "reporter.test_tasks",
        "select r.name, t.name, t.attempt, t.status, t.verdict, t.exit_code, t.planned"
            + " from reporter.test_tasks t join reporter.test_runs r on r.id = t.run_id"
            + " where r.id");
    TABLES.put(
        "reporter.test_attempts",
        "select r.name, t.name, a.attempt, a.settled, a.status, a.verdict, a.exit_code"
            + " from reporter.test_attempts a join reporter.test_tasks t on t.id = a.task_id"
            + " join reporter.test_runs r on r.id = a.run_id where r.id");
    TABLES.put(
        "reporter.test_results",
        "select r.name, t.name, x.test_id, x.attempt, x.verdict, x.planned, x.seconds"
            + " from reporter.test_results x join reporter.test_tasks t on t.id = x.task_id"
            + " join reporter.test_runs r on r.id = x.run_id where r.id");
    TABLES.put(
        "reporter.performance_metrics",
        "select r.name, t.name, m.metric_name, m.attempt, count(*)"
            + " from reporter.performance_metrics m join reporter.test_tasks t on t.id = m.task_id"
            + " join reporter.test_runs r on r.id = m.run_id where r.id = any (?::uuid[])"
            // The others are samples: a process that is short enough leaves none.
            + " and m.metric_name = 'execution_time' group by 1, 2, 3, 4 order by 1, 2, 3, 4");
    TABLES.put(
        "reporter.artifacts",
        "select r.name, t.name, x.path, x.attempt, x.type, x.sha256, x.problem"
            + " from reporter.artifacts x join reporter.test_tasks t on t.id = x.task_id"
            + " join reporter.test_runs r on r.id = x.run_id where r.id");
    TABLES.put(
        "artifacts.logs",
        "select r.name, t.name, l.attempt, l.covered, l.length, l.sealed_at is not null"
            + " from artifacts.logs l join coordinator.tasks t on t.id = l.task_id"
            + " join coordinator.runs r on r.id = l.run_id where r.id");
    TABLES.put(
        "artifacts.artifacts",
        "select r.name, t.name, x.path, x.attempt, x.type, x.size_bytes, x.sha256"
            + " from artifacts.artifacts x join coordinator.tasks t on t.id = x.task_id"
            + " join coordinator.runs r on r.id = x.run_id where r.id");
  }

  private Aftermath() {}

  /** Table to rows. */
  static Map<String, List<String>> of(Ledger ledger, List<UUID> runs) throws SQLException {
    String ids = "{" + String.join(",", runs.stream().map(UUID::toString).toList()) + "}";
    Map<String, List<String>> left = new LinkedHashMap<>();
    for (var table : TABLES.entrySet()) {
      String sql = table.getValue();
      String whole = sql.contains("order by") ? sql : sql + OF_RUNS;
      left.put(table.getKey(), new ArrayList<>(ledger.rows(whole, ids)));
      left.computeIfPresent(table.getKey(), (name, rows) -> rows.stream().sorted().toList());
    }
    return left;
  }

  /** How many logs are not sealed yet. */
  static int unsealed(Ledger ledger, List<UUID> runs) throws SQLException {
    String ids = "{" + String.join(",", runs.stream().map(UUID::toString).toList()) + "}";
    return ledger
        .rows(
            "select 1 from artifacts.logs where sealed_at is null and run_id = any (?::uuid[])",
            ids)
        .size();
  }
}
