package dev.verdict.tests.upgrade;

import dev.verdict.embedded.PostgresAccess;
import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A service of the release before, as PostgreSQL sees it: one connection on which all its
 * statements were prepared before anything was migrated. It goes on saying them, with nothing for
 * each parameter, and takes all of it back; what counts is whether they are still understood.
 */
public final class EarlierRelease implements AutoCloseable {
  private final String schema;
  private final Connection connection;
  private final Map<String, String> calls = new LinkedHashMap<>();
  private final Set<String> faults = Collections.synchronizedSet(new TreeSet<>());
  private final AtomicLong rounds = new AtomicLong();
  private final Thread thread;
  private volatile boolean closed;

  private EarlierRelease(PostgresAccess database, String schema) throws SQLException {
    this.schema = schema;
    this.connection = PreviousSchemas.connect(database);
    this.thread = Thread.ofPlatform().daemon().name("earlier-" + schema).unstarted(this::goOn);
  }

  /**
   * While the schemas are still the earlier ones.
   *
   * @param statements those that nobody can prepare as they stand, because text is put into them,
   *     or because they are of another schema, are left out
   */
  public static EarlierRelease prepare(
      PostgresAccess database, String schema, Map<String, String> statements) throws SQLException {
    EarlierRelease made = new EarlierRelease(database, schema);
    made.prepare(statements);
    return made;
  }

  private void prepare(Map<String, String> statements) throws SQLException {
    try (Statement sql = connection.createStatement()) {
      sql.setEscapeProcessing(false);
      sql.execute("set search_path = " + schema);
      // It steps aside before anybody else has to: what it stands for would try again.
      sql.execute("set lock_timeout = '300ms'");
      sql.execute("set statement_timeout = '5s'");
      int n = 0;
      for (Map.Entry<String, String> each : statements.entrySet()) {
        String name = "earlier_" + n++;
        try {
          sql.execute("prepare " + name + " as " + each.getValue());
          calls.put(each.getKey(), name);
        } catch (SQLException notAsItStands) {
          continue;
        }
      }
      calls.replaceAll((what, name) -> "execute " + name + nothings(sql, name));
    }
    connection.setAutoCommit(false);
  }

  private static String nothings(Statement sql, String name) {
    try (ResultSet found =
        sql.executeQuery(
            "select coalesce(array_length(parameter_types, 1), 0) from pg_prepared_statements"
                + " where name = '"
                + name
                + "'")) {
      found.next();
      int count = found.getInt(1);
      return count == 0 ? "" : " (" + String.join(", ", Collections.nCopies(count, "null")) + ")";
    } catch (SQLException e) {
      throw new IllegalStateException(name, e);
    }
  }

  /** Which of its statements it can say. */
  public Set<String> statements() {
    return calls.keySet();
  }

  /** Says all of them again and again, until it is closed. */
  public void start() {
    thread.start();
  }

  /** How often it has said all of them. */
  public long rounds() {
    return rounds.get();
  }

  /** Says each once; only before it is started. */
  public void sayAll() {
    List<Map.Entry<String, String>> all = new ArrayList<>(calls.entrySet());
    for (Map.Entry<String, String> each : all) {
      if (closed) {
        return;
      }
      say(each.getKey(), each.getValue());
    }
    rounds.incrementAndGet();
  }

  /** What was not understood any more, and why. */
  public Set<String> faults() {
    return Set.copyOf(faults);
  }

  private void goOn() {
    while (!closed) {
      sayAll();
    }
  }

  private void say(String what, String call) {
    try (Statement sql = connection.createStatement()) {
      sql.setEscapeProcessing(false);
      try {
        sql.execute(call);
      } catch (SQLException e) {
        if (isMisunderstanding(e)) {
          faults.add(schema + ", " + what + ": " + e.getMessage());
        }
      }
      connection.rollback();
      // The relay's lock is the session's, and not taken back with a transaction.
      sql.execute("select pg_advisory_unlock_all()");
      connection.rollback();
    } catch (SQLException e) {
      faults.add(schema + ", " + what + ": the connection broke: " + e.getMessage());
      closed = true;
    }
  }

  /** Something that is not there any more, or is another thing; no matter of values or of locks. */
  private static boolean isMisunderstanding(SQLException e) {
    String state = String.valueOf(e.getSQLState());
    return state.startsWith("42") || state.startsWith("0A") || state.startsWith("XX");
  }

  @Override
  public void close() throws SQLException {
    closed = true;
    try {
      thread.join(10_000);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    connection.close();
  }

  /** One of each schema that has a history. */
  public static List<EarlierRelease> ofEachSchema(
      PostgresAccess database, Map<String, String> newest) throws SQLException, IOException {
    List<EarlierRelease> all = new ArrayList<>();
    for (Map.Entry<String, String> each : newest.entrySet()) {
      Map<String, String> statements = PreviousStatements.of(each.getKey(), each.getValue());
      if (!statements.isEmpty()) {
        all.add(prepare(database, each.getKey(), statements));
      }
    }
    return all;
  }
}
