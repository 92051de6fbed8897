package dev.verdict.reporter.bench;

import dev.verdict.contract.event.EventData;
import dev.verdict.contract.event.RunEvent;
import dev.verdict.contract.message.TestOutcome;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.domain.TestKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * The same rows into the same table by the fastest way that PostgreSQL has and that bears a
 * repetition: {@code COPY} into a stage, {@code INSERT … ON CONFLICT DO NOTHING} from there, one
 * transaction for each piece. The text is made beforehand.
 */
final class CopyBaseline {
  private static final int ROWS = 10_000;

  private final PostgresAccess database;
  private final List<byte[]> pieces = new ArrayList<>();

  CopyBaseline(PostgresAccess database, List<RunEvent> results) {
    this.database = database;
    for (int from = 0; from < results.size(); from += ROWS) {
      pieces.add(
          results.subList(from, Math.min(results.size(), from + ROWS)).stream()
              .map(CopyBaseline::line)
              .collect(Collectors.joining())
              .getBytes(StandardCharsets.UTF_8));
    }
  }

  void empty() throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE reporter.test_runs, reporter.run_progress, reporter.test_tasks,"
              + " reporter.test_attempts, reporter.test_results, reporter.artifacts,"
              + " reporter.performance_metrics CASCADE");
      statement.execute("CHECKPOINT");
    }
  }

  double seconds() throws SQLException, IOException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "CREATE TEMP TABLE stage (LIKE reporter.test_results) ON COMMIT DELETE ROWS");
      connection.setAutoCommit(false);
      long start = System.nanoTime();
      for (byte[] piece : pieces) {
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY stage FROM STDIN", new ByteArrayInputStream(piece));
        statement.execute(
            "INSERT INTO reporter.test_results SELECT * FROM stage ON CONFLICT DO NOTHING");
        connection.commit();
      }
      return (System.nanoTime() - start) / 1e9;
    }
  }

  private Connection connect() throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }

  private static String line(RunEvent event) {
    EventData.TestFinished told = (EventData.TestFinished) event.data();
    TestOutcome test = told.test();
    return Stream.<@Nullable Object>of(
                event.runId(),
                event.sequence(),
                told.taskId(),
                TestKey.of(test.id()),
                told.attempt(),
                test.reruns(),
                told.planned(),
                test.seconds(),
                event.time(),
                test.verdict().word(),
                test.id(),
                test.name(),
                test.suite(),
                test.className(),
                test.file(),
                test.message(),
                test.type(),
                test.detail(),
                test.lostReason() == null ? null : test.lostReason().word())
            .map(CopyBaseline::field)
            .collect(Collectors.joining("\t"))
        + "\n";
  }

  private static String field(@Nullable Object value) {
    return value == null
        ? "\\N"
        : value
            .toString()
            .replace("\\", "\\\\")
            .replace("\t", "\\t")
            .replace("\n", "\\n")
            .replace("\r", "\\r");
  }
}
