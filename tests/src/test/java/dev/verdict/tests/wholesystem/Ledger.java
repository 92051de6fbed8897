package dev.verdict.tests.wholesystem;

import dev.verdict.embedded.PostgresAccess;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The tables of the services as they are, read past all of them. */
public final class Ledger {
  private final PostgresAccess database;

  public Ledger(PostgresAccess database) {
    this.database = database;
  }

  /** The columns of each row, with blanks between. */
  public List<String> rows(String sql, Object... values) throws SQLException {
    try (Connection connection =
            DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
        PreparedStatement statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      List<String> rows = new ArrayList<>();
      try (ResultSet found = statement.executeQuery()) {
        int columns = found.getMetaData().getColumnCount();
        while (found.next()) {
          List<String> row = new ArrayList<>(columns);
          for (int i = 1; i <= columns; i++) {
            row.add(found.getString(i));
          }
          rows.add(String.join(" ", row));
        }
      }
      return rows;
    }
  }
}
