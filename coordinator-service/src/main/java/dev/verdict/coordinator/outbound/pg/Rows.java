package dev.verdict.coordinator.outbound.pg;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import dev.verdict.contract.Json;
import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.PlannedTest;
import dev.verdict.contract.api.Requirements;
import dev.verdict.contract.message.TestOutcome;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns to values. */
final class Rows {
  private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};
  private static final TypeReference<Map<String, Double>> NUMBERS = new TypeReference<>() {};

  private Rows() {}

  static <T> List<T> list(RowSet<Row> rows, Function<Row, T> each) {
    List<T> list = new ArrayList<>(rows.size());
    rows.forEach(row -> list.add(each.apply(row)));
    return list;
  }

  static <T> Map<UUID, T> byId(RowSet<Row> rows, String column, Function<Row, T> each) {
    Map<UUID, T> byId = HashMap.newHashMap(rows.size());
    rows.forEach(row -> byId.put(row.getUUID(column), each.apply(row)));
    return byId;
  }

  static Map<UUID, List<Row>> grouped(RowSet<Row> rows, String column) {
    Map<UUID, List<Row>> grouped = new HashMap<>();
    rows.forEach(
        row -> grouped.computeIfAbsent(row.getUUID(column), none -> new ArrayList<>()).add(row));
    return grouped;
  }

  static PlannedTest planned(Row row) {
    return new PlannedTest(row.getString("test_id"), row.getString("name"), row.getString("file"));
  }

  static @Nullable Instant instant(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static <T> @Nullable T json(Row row, String column, Class<T> type) {
    Object value = row.getValue(column);
    return value == null ? null : Json.read(value.toString(), type);
  }

  static Map<String, Object> map(Row row, String column) {
    return read(row, column, MAP);
  }

  static Map<String, Double> numbers(Row row, String column) {
    return read(row, column, NUMBERS);
  }

  private static <V> Map<String, V> read(
      Row row, String column, TypeReference<Map<String, V>> type) {
    Object value = row.getValue(column);
    try {
      return value == null ? Map.of() : Json.mapper().readValue(value.toString(), type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("column " + column + ": " + e.getOriginalMessage(), e);
    }
  }

  static Requirements requirements(Row row, String column) {
    Requirements requirements = json(row, column, Requirements.class);
    return requirements == null ? Requirements.NONE : requirements;
  }

  static List<String> texts(Row row, String column) {
    String[] texts = row.getArrayOfStrings(column);
    return texts == null ? List.of() : Arrays.asList(texts);
  }

  static Map<Verdict, Integer> verdicts(Iterable<Row> rows) {
    Map<Verdict, Integer> verdicts = new EnumMap<>(Verdict.class);
    rows.forEach(
        row -> {
          String verdict = row.getString("verdict");
          if (verdict != null) {
            verdicts.merge(Verdict.of(verdict), row.getInteger("n"), Integer::sum);
          }
        });
    return verdicts;
  }

  static Map<UUID, Map<Verdict, Integer>> verdictsByTask(RowSet<Row> rows) {
    Map<UUID, Map<Verdict, Integer>> byTask = new HashMap<>();
    for (Row row : rows) {
      byTask
          .computeIfAbsent(row.getUUID("task_id"), task -> new EnumMap<>(Verdict.class))
          .put(Verdict.of(row.getString("verdict")), row.getInteger("n"));
    }
    return byTask;
  }

  static int withoutVerdict(Iterable<Row> rows) {
    int n = 0;
    for (Row row : rows) {
      n += row.getString("verdict") == null ? row.getInteger("n") : 0;
    }
    return n;
  }

  static TestOutcome outcome(Row row) {
    String lost = row.getString("lost_reason");
    return new TestOutcome(
        row.getString("test_id"),
        row.getString("suite"),
        row.getString("class_name"),
        row.getString("name"),
        row.getString("file"),
        Verdict.of(row.getString("verdict")),
        row.getDouble("seconds"),
        row.getString("message"),
        row.getString("type"),
        row.getString("detail"),
        lost == null ? null : LostReason.of(lost),
        row.getInteger("reruns"));
  }
}
