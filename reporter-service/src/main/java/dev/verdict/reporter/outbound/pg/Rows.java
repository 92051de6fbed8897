package dev.verdict.reporter.outbound.pg;

import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Function;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** Rows of PostgreSQL as records. */
final class Rows {
  private Rows() {}

  static <T> Future<List<T>> list(
      Database database, String sql, Tuple values, Function<Row, T> read) {
    return list(database.pool(), sql, values, read);
  }

  static <T> Future<List<T>> list(
      SqlClient client, String sql, Tuple values, Function<Row, T> read) {
    return client.preparedQuery(sql).execute(values).map(rows -> all(rows, read));
  }

  static <T> List<T> all(RowSet<Row> rows, Function<Row, T> read) {
    return StreamSupport.stream(rows.spliterator(), false).map(read).toList();
  }

  static Instant time(Row row, String column) {
    return row.getOffsetDateTime(column).toInstant();
  }

  static @Nullable Instant timeOrNone(Row row, String column) {
    OffsetDateTime time = row.getOffsetDateTime(column);
    return time == null ? null : time.toInstant();
  }

  static OffsetDateTime utc(Instant time) {
    return time.atOffset(ZoneOffset.UTC);
  }

  /** A project that a run does not name is one too; a key has no nulls. */
  static String project(@Nullable String project) {
    return project == null ? "" : project;
  }
}
