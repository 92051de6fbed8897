package dev.verdict.reporter.outbound.pg;

import io.vertx.sqlclient.Tuple;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that are only there when somebody asks for them, so that each combination finds its
 * own index.
 */
final class Filters {
  private final StringBuilder sql;
  private final Tuple values = Tuple.tuple();

  Filters(String statement) {
    this.sql = new StringBuilder(statement);
  }

  /** {@code condition} has a ? where the value goes. */
  Filters and(String condition, @Nullable Object value) {
    if (value != null) {
      sql.append("\n  AND ").append(condition.replace("?", place(value)));
    }
    return this;
  }

  /** {@code condition} has two. */
  Filters and(String condition, Object first, Object second) {
    sql.append("\n  AND ")
        .append(
            condition
                .replaceFirst("\\?", "\\" + place(first))
                .replaceFirst("\\?", "\\" + place(second)));
    return this;
  }

  Filters order(String order, int limit) {
    sql.append('\n').append(order).append("\nLIMIT ").append(place(limit));
    return this;
  }

  private String place(Object value) {
    values.addValue(value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value);
    return "$" + values.size();
  }

  String sql() {
    return sql.toString();
  }

  Tuple values() {
    return values;
  }
}
