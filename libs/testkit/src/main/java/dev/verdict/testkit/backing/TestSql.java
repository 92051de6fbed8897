package dev.verdict.testkit.backing;

import dev.verdict.embedded.PostgresAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** A few plain statements of the tests' own, beside the system under test. */
final class TestSql {
  private static final String SECONDS = "10";

  private TestSql() {}

  static void execute(PostgresAccess access, String statement) {
    try (var connection = connect(access);
        var sql = connection.createStatement()) {
      sql.execute(statement);
    } catch (SQLException e) {
      throw failed(statement, access, e);
    }
  }

  static int number(PostgresAccess access, String query) {
    try (var connection = connect(access);
        var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw failed(query, access, e);
    }
  }

  static Connection connect(PostgresAccess access) throws SQLException {
    var properties = new Properties();
    properties.setProperty("user", access.user());
    properties.setProperty("password", access.password());
    properties.setProperty("connectTimeout", SECONDS);
    properties.setProperty("socketTimeout", SECONDS);
    return DriverManager.getConnection(access.jdbcUrl(), properties);
  }

  private static IllegalStateException failed(
      String statement, PostgresAccess access, SQLException e) {
    return new IllegalStateException(
        "\"%s\" on %s: %s".formatted(statement, access, e.getMessage()), e);
  }
}
