package dev.verdict.tests.upgrade;

import dev.verdict.embedded.PostgresAccess;
import dev.verdict.tests.wholesystem.Ledger;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * All schemas one migration behind, whichever migrations the class path has, with the data of a
 * database that is at the newest. Data that only the newest can hold stay behind.
 */
public final class PreviousSchemas {
  /** Each service's own, and the one they share. */
  public static final List<String> SCHEMAS =
      List.of("access", "coordinator", "reporter", "artifacts");

  private static final String COLUMNS =
      """
      select string_agg(quote_ident(column_name), ', ' order by ordinal_position)
      from information_schema.columns
      where table_schema = ? and table_name = ? and is_generated = 'NEVER'
        and column_name = any (string_to_array(?, ' '))
      """;

  private final PostgresAccess database;
  private final Ledger ledger;

  private PreviousSchemas(PostgresAccess database) {
    this.database = database;
    this.ledger = new Ledger(database);
  }

  /** In a database that is empty. */
  public static PreviousSchemas in(PostgresAccess empty) {
    PreviousSchemas made = new PreviousSchemas(empty);
    SCHEMAS.forEach(
        schema -> made.flyway(schema).target(lastButOne(empty, schema)).load().migrate());
    return made;
  }

  /** To the newest, as a service does it when it starts. */
  public void migrate() {
    SCHEMAS.forEach(schema -> flyway(schema).load().migrate());
  }

  /** The version of each schema. */
  public Map<String, String> versions() {
    Map<String, String> versions = new TreeMap<>();
    for (String schema : SCHEMAS) {
      MigrationInfo current = flyway(schema).load().info().current();
      versions.put(schema, current == null ? "none" : String.valueOf(current.getVersion()));
    }
    return versions;
  }

  /** How many migrations each schema has before it. */
  public Map<String, Integer> pending() {
    Map<String, Integer> pending = new TreeMap<>();
    SCHEMAS.forEach(schema -> pending.put(schema, flyway(schema).load().info().pending().length));
    return pending;
  }

  /** How many rows are in each table. */
  public Map<String, Long> rows() throws SQLException {
    Map<String, Long> rows = new TreeMap<>();
    for (String table : tables()) {
      rows.put(table, Long.parseLong(ledger.rows("select count(*) from " + table).getFirst()));
    }
    return rows;
  }

  /** Columns without which a row cannot be written, as {@code schema.table.column}. */
  public List<String> demanded() throws SQLException {
    return ledger.rows(
        """
        select table_schema || '.' || table_name || '.' || column_name
        from information_schema.columns
        where table_schema = any (string_to_array(?, ' ')) and is_nullable = 'NO'
          and column_default is null and is_identity = 'NO' and is_generated = 'NEVER'
        order by 1
        """,
        String.join(" ", SCHEMAS));
  }

  /** The rows of a database that is newer, as far as there is a place for them. */
  public void fillFrom(PostgresAccess newer) throws SQLException, IOException {
    try (Connection from = connect(newer);
        Connection to = connect(database);
        Statement statement = to.createStatement()) {
      // Neither references nor triggers are looked at: what comes is what they made of it.
      statement.execute("set session_replication_role = replica");
      CopyManager out = from.unwrap(PGConnection.class).getCopyAPI();
      CopyManager in = to.unwrap(PGConnection.class).getCopyAPI();
      statement.execute("truncate " + String.join(", ", tables()));
      for (String table : tables()) {
        String columns = columnsInBoth(table, new Ledger(newer));
        if (!columns.equals("null")) {
          ByteArrayOutputStream rows = new ByteArrayOutputStream();
          out.copyOut("copy (select %s from %s) to stdout".formatted(columns, table), rows);
          in.copyIn(
              "copy %s (%s) from stdin".formatted(table, columns),
              new ByteArrayInputStream(rows.toByteArray()));
        }
      }
    }
    for (String sequence :
        new Ledger(newer)
            .rows(
                "select format('%I.%I', schemaname, sequencename), last_value from pg_sequences"
                    + " where last_value is not null")) {
      String[] words = sequence.split(" ");
      ledger.rows(
          "select setval(to_regclass(?), ?::bigint) where to_regclass(?) is not null",
          words[0],
          words[1],
          words[0]);
    }
  }

  private String columnsInBoth(String table, Ledger newer) throws SQLException {
    String[] words = table.split("\\.");
    String all =
        newer
            .rows(
                "select string_agg(column_name, ' ') from information_schema.columns where"
                    + " table_schema = ? and table_name = ?",
                words[0],
                words[1])
            .getFirst();
    return ledger.rows(COLUMNS, words[0], words[1], String.valueOf(all)).getFirst();
  }

  private List<String> tables() throws SQLException {
    return ledger.rows(
        """
        select table_schema || '.' || table_name from information_schema.tables
        where table_schema = any (string_to_array(?, ' ')) and table_type = 'BASE TABLE'
          and table_name <> 'schema_history'
        order by 1
        """,
        String.join(" ", SCHEMAS));
  }

  private static String lastButOne(PostgresAccess database, String schema) {
    MigrationInfo[] all =
        Arrays.stream(flyway(database, schema).load().info().all())
            .filter(each -> each.getVersion() != null)
            .toArray(MigrationInfo[]::new);
    return all.length < 2 ? "latest" : String.valueOf(all[all.length - 2].getVersion());
  }

  private FluentConfiguration flyway(String schema) {
    return flyway(database, schema);
  }

  /** As {@code Migrations} describes it. */
  private static FluentConfiguration flyway(PostgresAccess database, String schema) {
    return Flyway.configure()
        .dataSource(database.jdbcUrl(), database.user(), database.password())
        .schemas(schema)
        .defaultSchema(schema)
        .locations("classpath:db/" + schema)
        .table("schema_history");
  }

  static Connection connect(PostgresAccess database) throws SQLException {
    return DriverManager.getConnection(database.jdbcUrl(), database.user(), database.password());
  }
}
