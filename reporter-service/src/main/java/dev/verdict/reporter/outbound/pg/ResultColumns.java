package dev.verdict.reporter.outbound.pg;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.reporter.domain.TestResult;
import io.vertx.sqlclient.Tuple;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/**
 * Results of tests as arrays, one for each column, in the order of the statement {@code
 * add_results}.
 */
final class ResultColumns {
  private ResultColumns() {}

  static Tuple of(List<TestResult> results) {
    Tuple columns = Tuple.tuple();
    columns.addArrayOfUUID(results.stream().map(TestResult::runId).toArray(UUID[]::new));
    columns.addArrayOfLong(results.stream().map(TestResult::sequence).toArray(Long[]::new));
    columns.addArrayOfUUID(
        results.stream().map(result -> result.told().taskId()).toArray(UUID[]::new));
    columns.addArrayOfUUID(results.stream().map(TestResult::testKey).toArray(UUID[]::new));
    columns.addArrayOfInteger(
        results.stream().map(result -> result.told().attempt()).toArray(Integer[]::new));
    columns.addArrayOfInteger(
        results.stream().map(result -> result.told().test().reruns()).toArray(Integer[]::new));
    columns.addArrayOfBoolean(
        results.stream().map(result -> result.told().planned()).toArray(Boolean[]::new));
    columns.addArrayOfDouble(
        results.stream().map(result -> result.told().test().seconds()).toArray(Double[]::new));
    columns.addArrayOfOffsetDateTime(
        results.stream()
            .map(result -> result.recordedAt().atOffset(ZoneOffset.UTC))
            .toArray(OffsetDateTime[]::new));
    columns.addArrayOfString(texts(results, test -> test.verdict().word()));
    columns.addArrayOfString(texts(results, TestOutcome::id));
    columns.addArrayOfString(texts(results, TestOutcome::name));
    columns.addArrayOfString(texts(results, TestOutcome::suite));
    columns.addArrayOfString(texts(results, TestOutcome::className));
    columns.addArrayOfString(texts(results, TestOutcome::file));
    columns.addArrayOfString(texts(results, TestOutcome::message));
    columns.addArrayOfString(texts(results, TestOutcome::type));
    columns.addArrayOfString(texts(results, TestOutcome::detail));
    columns.addArrayOfString(
        texts(
            results,
            test -> {
              LostReason reason = test.lostReason();
              return reason == null ? null : reason.word();
            }));
    return columns;
  }

  private static String[] texts(
      List<TestResult> results,
      Function<TestOutcome, @org.jspecify.annotations.Nullable String> text) {
    String[] column = new String[results.size()];
    for (int i = 0; i < column.length; i++) {
      column[i] = text.apply(results.get(i).told().test());
    }
    return column;
  }
}
