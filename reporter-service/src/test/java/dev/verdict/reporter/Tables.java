package dev.verdict.reporter;

import dev.verdict.embedded.PostgresAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.TreeMap;

/** What stands in the tables of history, to be compared. */
final class Tables {
  private static final Map<String, String> ROWS =
      Map.of(
          "test_runs", "to_jsonb(t)",
          "run_progress", "to_jsonb(t) - 'updated_at'",
          "test_tasks", "to_jsonb(t)",
          "test_attempts", "to_jsonb(t)",
          "test_results", "to_jsonb(t)",
          "latest_test_results", "to_jsonb(t)",
          "artifacts", "to_jsonb(t)",
          "performance_metrics", "to_jsonb(t)");

  private Tables() {}

  /** Table to number of rows and a hash of all of them, in an order of their own, for one run. */
  static Map<String, String> of(PostgresAccess database, java.util.UUID run) {
    Map<String, String> tables = new TreeMap<>();
    ROWS.forEach(
        (table, row) ->
            tables.put(
                table,
                text(
                    database,
                    "SELECT count(*) || ' rows ' || coalesce(md5(string_agg(r, E'\\n"
                        + "' ORDER BY r)), '') FROM (SELECT ("
                        + row
                        + ")::text AS r FROM reporter."
                        + table
                        + " t WHERE "
                        + (table.equals("test_runs") ? "id" : "run_id")
                        + " = '"
                        + run
                        + "') x")));
    return tables;
  }

  static String text(PostgresAccess database, String query) {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return String.valueOf(rows.getString(1));
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }
}
