package dev.verdict.runtime.access;

import dev.verdict.contract.Ids;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The keys that sign for one purpose, the same for all services, with rotation. */
final class SigningKeys {
  private static final Sql SQL = Sql.of(SigningKeys.class, "sql/access.sql");

  /**
   * What is signed with them. An old key still verifies for longer than anything lives that it has
   * signed, so that nothing dies by a rotation.
   */
  enum Purpose {
    WORKER(Duration.ofHours(1)),
    /** An attempt may take a week, and waits before it and after it. */
    ATTEMPT(Duration.ofDays(9));

    private final Duration stillVerifies;

    Purpose(Duration stillVerifies) {
      this.stillVerifies = stillVerifies;
    }

    Duration stillVerifies() {
      return stillVerifies;
    }

    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Those that verify now.
   *
   * @param signs the one that signs
   */
  record Ring(String signs, Map<String, byte[]> secrets) {}

  private final Database database;
  private final Purpose purpose;
  private final Duration rotateAfter;

  SigningKeys(Database database, Purpose purpose, Duration rotateAfter) {
    this.database = database;
    this.purpose = purpose;
    this.rotateAfter = rotateAfter;
  }

  /** Reads them; makes the first one, and a new one when the youngest is old. */
  Future<Ring> current() {
    return read(database.pool()::preparedQuery)
        .compose(
            rows ->
                isMissingOrOld(rows)
                    ? database.inTransaction(connection -> renew(connection, false))
                    : Future.succeededFuture(ring(rows)));
  }

  /** A new one signs from now on. */
  Future<Ring> rotate() {
    return database.inTransaction(connection -> renew(connection, true));
  }

  private Future<Ring> renew(SqlConnection connection, boolean anyway) {
    return connection
        .query(SQL.get("lock_signing"))
        .execute()
        .compose(locked -> read(connection::preparedQuery))
        .compose(
            rows ->
                anyway || isMissingOrOld(rows)
                    ? insert(connection).compose(made -> read(connection::preparedQuery))
                    : Future.succeededFuture(rows))
        .map(SigningKeys::ring);
  }

  private Future<Void> insert(SqlConnection connection) {
    return connection
        .preparedQuery(SQL.get("retire_signing"))
        .execute(Tuple.of((double) purpose.stillVerifies.toSeconds(), purpose.word()))
        .compose(
            retired ->
                connection
                    .preparedQuery(SQL.get("insert_signing"))
                    .execute(
                        Tuple.of(
                            Ids.next().toString(),
                            Buffer.buffer(KeySecret.randomBytes()),
                            purpose.word())))
        .mapEmpty();
  }

  private Future<RowSet<Row>> read(
      java.util.function.Function<String, io.vertx.sqlclient.PreparedQuery<RowSet<Row>>> on) {
    return on.apply(SQL.get("signing_keys"))
        .execute(Tuple.of((double) rotateAfter.toSeconds(), purpose.word()));
  }

  private static boolean isMissingOrOld(RowSet<Row> rows) {
    return rows.size() == 0 || rows.iterator().next().getBoolean("old");
  }

  private static Ring ring(RowSet<Row> rows) {
    Map<String, byte[]> secrets = new LinkedHashMap<>();
    rows.forEach(row -> secrets.put(row.getString("kid"), row.getBuffer("secret").getBytes()));
    return new Ring(secrets.keySet().iterator().next(), secrets);
  }
}
