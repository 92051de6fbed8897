package dev.verdict.coordinator.outbound.pg;

import dev.verdict.contract.message.TestOutcome;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Results as one array a column, for {@code unnest}: one statement for hundreds of rows. */
final class TestColumns {
  private TestColumns() {}

  static Tuple of(UUID runId, Collection<ResultsOfTasks.OfTask> results) {
    int n = results.size();
    UUID[] tasks = new UUID[n];
    Integer[] attempts = new Integer[n];
    String[][] texts = new String[10][n];
    Double[] seconds = new Double[n];
    Integer[] reruns = new Integer[n];
    int i = 0;
    for (ResultsOfTasks.OfTask result : results) {
      TestOutcome test = result.test();
      tasks[i] = result.task().id();
      attempts[i] = result.task().attempt();
      String[] row = {
        test.id(),
        test.verdict().word(),
        test.lostReason() == null ? null : test.lostReason().word(),
        test.suite(),
        test.className(),
        test.name(),
        test.file(),
        test.message(),
        test.type(),
        test.detail()
      };
      for (int column = 0; column < row.length; column++) {
        texts[column][i] = withoutNul(row[column]);
      }
      seconds[i] = test.seconds();
      reruns[i] = test.reruns();
      i++;
    }
    return Tuple.of(runId)
        .addArrayOfUUID(tasks)
        .addArrayOfInteger(attempts)
        .addArrayOfString(texts[0])
        .addArrayOfString(texts[1])
        .addArrayOfString(texts[2])
        .addArrayOfString(texts[3])
        .addArrayOfString(texts[4])
        .addArrayOfString(texts[5])
        .addArrayOfString(texts[6])
        .addArrayOfDouble(seconds)
        .addArrayOfString(texts[7])
        .addArrayOfString(texts[8])
        .addArrayOfString(texts[9])
        .addArrayOfInteger(reruns);
  }

  /** PostgreSQL's text holds every character but this one. */
  static @Nullable String withoutNul(@Nullable String text) {
    return text == null || text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
  }

  static @Nullable OffsetDateTime time(@Nullable Instant instant) {
    return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
  }
}
