package dev.verdict.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;

/** What tests ask a database. */
final class Query {
  static final String CLUSTER = "SELECT system_identifier FROM pg_control_system()";

  private Query() {}

  static Connection connect(PostgresAccess access) throws SQLException {
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  static void execute(PostgresAccess access, String statement) throws SQLException {
    try (var connection = connect(access);
        var sql = connection.createStatement()) {
      sql.execute(statement);
    }
  }

  static long number(PostgresAccess access, String query) throws SQLException {
    return Long.parseLong(text(access, query));
  }

  static String text(PostgresAccess access, String query) throws SQLException {
    try (var connection = connect(access);
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getString(1);
    }
  }
}
