package dev.verdict.coordinator.bench;

import dev.verdict.embedded.PostgresAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Fills the queue: runs with waiting tasks of one kind, each with one planned test if wanted. */
final class QueueTables {
  private static final String EMPTY =
      "truncate coordinator.runs, coordinator.requirement_classes, coordinator.workers,"
          + " coordinator.outbox restart identity cascade";
  private static final String CLASS =
      "insert into coordinator.requirement_classes (digest, type, requirements)"
          + " values ('bench', 'test', '{}')";
  private static final String RUNS =
      "insert into coordinator.runs (id, name, open_tasks)"
          + " select gen_random_uuid(), 'run ' || n, ? from generate_series(1, ?) n";
  private static final String TASKS =
      "insert into coordinator.tasks (id, run_id, ordinal, type, name, class, config,"
          + " timeout_seconds, retry_failures, retry_lost)"
          + " select gen_random_uuid(), r.id, n, 'test', 'task ' || n, c.id, '{}', 600, 0, 2"
          + " from coordinator.runs r, coordinator.requirement_classes c, generate_series(1, ?) n";
  private static final String TESTS =
      "insert into coordinator.tests (task_id, test_id, run_id, kind, name)"
          + " select id, 'tests/test_' || ordinal || '.py::test_it', run_id, 'test', 'test_it'"
          + " from coordinator.tasks";

  private final PostgresAccess database;

  QueueTables(PostgresAccess database) {
    this.database = database;
  }

  void fill(int runs, int tasksOfRun, boolean withTests) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement()) {
      statement.execute(EMPTY);
      statement.execute("delete from coordinator.tests");
      statement.execute(CLASS);
      insert(connection, RUNS, tasksOfRun, runs);
      insert(connection, TASKS, tasksOfRun);
      if (withTests) {
        statement.execute(TESTS);
      }
      statement.execute("analyze coordinator.tasks");
      statement.execute("analyze coordinator.tests");
      statement.execute("checkpoint");
    }
  }

  int count(String condition) throws SQLException {
    try (Connection connection = connect();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery("select count(*) from coordinator.tasks where " + condition)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static void insert(Connection connection, String sql, int... values) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setInt(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  Connection connect() throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://" + database.host() + ":" + database.port() + "/" + database.database(),
        database.user(),
        database.password());
  }
}
