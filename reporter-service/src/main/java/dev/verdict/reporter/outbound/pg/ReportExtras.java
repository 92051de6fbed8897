package dev.verdict.reporter.outbound.pg;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.verdict.contract.Json;
import dev.verdict.reports.model.PerformanceMetric;
import dev.verdict.reports.model.ReportedArtifact;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What stands in a report besides tasks and tests, as much of it as fits in memory; what is left
 * out is said.
 */
record ReportExtras(
    List<ReportedArtifact> artifacts,
    List<PerformanceMetric> metrics,
    Map<String, Object> systemInfo) {
  private static final int MOST = 20_000;

  static Future<ReportExtras> of(Database database, UUID run, URI origin) {
    var artifacts = query(database, "artifacts", Tuple.of(run, MOST + 1));
    var metrics = query(database, "metrics", Tuple.of(run, MOST + 1));
    var links = query(database, "links", Tuple.of(run));
    var workers = query(database, "workers", Tuple.of(run));
    return Future.all(artifacts, links, metrics, workers)
        .map(
            all -> {
              Map<String, Object> systemInfo = new LinkedHashMap<>();
              systemInfo.put("workers", rows(workers.result(), ReportExtras::worker));
              noteWhatIsLeftOut(systemInfo, "artifacts", artifacts.result());
              noteWhatIsLeftOut(systemInfo, "performance_metrics", metrics.result());
              LinkedArtifacts found = LinkedArtifacts.of(links.result(), origin);
              found.notes(systemInfo);
              return new ReportExtras(
                  found.beside(rows(artifacts.result(), row -> artifact(row, origin)), MOST),
                  rows(metrics.result(), ReportExtras::metric),
                  systemInfo);
            });
  }

  private static void noteWhatIsLeftOut(
      Map<String, Object> systemInfo, String what, RowSet<Row> rows) {
    if (rows.size() > MOST) {
      systemInfo.put(
          what, "more than " + MOST + ": only the first " + MOST + " are in this report");
    }
  }

  private static ReportedArtifact artifact(Row row, URI origin) {
    String id = row.getString("artifact_id");
    return new ReportedArtifact(
        row.getString("name"),
        row.getString("path"),
        row.getLong("size_bytes"),
        row.getString("type"),
        id == null ? null : origin + "/a/" + id,
        row.getUUID("task_id"),
        row.getInteger("attempt"),
        row.getString("problem"));
  }

  private static PerformanceMetric metric(Row row) {
    return new PerformanceMetric(
        row.getString("metric_name"),
        row.getDouble("metric_value"),
        row.getString("unit"),
        row.getUUID("task_id"));
  }

  private static Map<String, Object> worker(Row row) {
    return Map.of(
        "name", row.getString("worker_name"), "hardware", words(row.getString("hardware")));
  }

  private static List<String> words(@Nullable String json) {
    try {
      return json == null
          ? List.of()
          : Json.mapper().readValue(json, new TypeReference<List<String>>() {});
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new UncheckedIOException("hardware of a worker: " + json + " (expected: a list)", e);
    }
  }

  private static <T> List<T> rows(RowSet<Row> rows, Function<Row, T> read) {
    return StreamSupport.stream(rows.spliterator(), false).limit(MOST).map(read).toList();
  }

  private static Future<RowSet<Row>> query(Database database, String statement, Tuple parameters) {
    return database.pool().preparedQuery(PgReportSource.SQL.get(statement)).execute(parameters);
  }
}
