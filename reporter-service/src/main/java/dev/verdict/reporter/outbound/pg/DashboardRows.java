package dev.verdict.reporter.outbound.pg;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.Counts;
import dev.verdict.reporter.usecase.dashboard.BadTest;
import dev.verdict.reporter.usecase.dashboard.ListedFile;
import dev.verdict.reporter.usecase.dashboard.ListedTest;
import dev.verdict.reporter.usecase.dashboard.PastTest;
import dev.verdict.reporter.usecase.dashboard.Progress;
import dev.verdict.reporter.usecase.dashboard.Stint;
import io.vertx.sqlclient.Row;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rows of the statements of pages. */
final class DashboardRows {
  private DashboardRows() {}

  static Progress progress(Row row) {
    Map<Verdict, Integer> tests = new EnumMap<>(Verdict.class);
    add(tests, row.getString("done_tests"));
    add(tests, row.getString("going_tests"));
    int known = tests.values().stream().mapToInt(Integer::intValue).sum();
    return new Progress(
        row.getInteger("tasks"),
        row.getInteger("done"),
        row.getInteger("running"),
        Counts.of(tests, Math.max(0, row.getInteger("planned") - known)));
  }

  private static void add(Map<Verdict, Integer> tests, String counted) {
    JsonNode counts = Json.tree(counted.getBytes(StandardCharsets.UTF_8));
    for (Verdict verdict : Verdict.values()) {
      tests.merge(verdict, counts.path(verdict.word()).asInt(), Integer::sum);
    }
  }

  static Stint stint(Row row) {
    return new Stint(
        row.getUUID("task_id"),
        row.getInteger("attempt"),
        row.getString("name"),
        row.getString("worker_name"),
        row.getOffsetDateTime("start_time").toInstant(),
        time(row, "end_time"),
        verdict(row, "verdict"),
        row.getString("reason"));
  }

  static ListedTest test(Row row) {
    return new ListedTest(
        row.getUUID("run_id"),
        row.getUUID("task_id"),
        row.getLong("sequence"),
        row.getUUID("test_key"),
        row.getString("test_id"),
        row.getString("name"),
        row.getString("place"),
        Verdict.of(row.getString("verdict")),
        row.getDouble("seconds"),
        row.getInteger("attempt"),
        row.getString("message"),
        row.getString("type"),
        lost(row),
        row.getBoolean("flaky"));
  }

  static BadTest badTest(Row row) {
    return new BadTest(test(row), verdict(row, "before"), row.getString("detail"));
  }

  static PastTest past(Row row) {
    return new PastTest(
        row.getUUID("run_id"),
        row.getString("run_name"),
        row.getString("project"),
        row.getString("branch"),
        row.getString("commit_sha"),
        row.getUUID("task_id"),
        row.getInteger("attempt"),
        row.getString("test_id"),
        row.getString("name"),
        row.getString("place"),
        Verdict.of(row.getString("verdict")),
        row.getDouble("seconds"),
        row.getString("message"),
        row.getString("type"),
        lost(row),
        row.getInteger("reruns"),
        row.getOffsetDateTime("recorded_at").toInstant(),
        row.getString("worker_name"),
        hardware(row.getString("hardware")));
  }

  static ListedFile file(Row row) {
    return new ListedFile(
        row.getUUID("run_id"),
        row.getLong("sequence"),
        row.getString("run_name"),
        row.getUUID("task_id"),
        row.getString("task_name"),
        row.getInteger("attempt"),
        row.getString("artifact_id"),
        row.getString("name"),
        row.getString("path"),
        row.getLong("size_bytes"),
        row.getString("type"),
        row.getString("problem"),
        row.getOffsetDateTime("recorded_at").toInstant());
  }

  private static List<String> hardware(@Nullable String json) {
    List<String> words = new ArrayList<>();
    if (json != null) {
      Json.tree(json.getBytes(StandardCharsets.UTF_8)).forEach(word -> words.add(word.asText()));
    }
    return words;
  }

  private static @Nullable Instant time(Row row, String column) {
    var time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  private static @Nullable Verdict verdict(Row row, String column) {
    String word = row.getString(column);
    return word == null ? null : Verdict.of(word);
  }

  private static @Nullable LostReason lost(Row row) {
    String word = row.getString("lost_reason");
    return word == null ? null : LostReason.of(word);
  }
}
