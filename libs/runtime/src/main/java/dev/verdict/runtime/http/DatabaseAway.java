package dev.verdict.runtime.http;

import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.net.ConnectException;
import java.time.Duration;

/**
 * A database that stops, restarts or has no room left: nobody's mistake, and worth trying again
 * soon.
 */
public final class DatabaseAway {
  private static final Duration COME_AGAIN = Duration.ofSeconds(2);

  private DatabaseAway() {}

  public static boolean is(Throwable failure) {
    return failure instanceof ConnectException
        || failure instanceof ClosedConnectionException
        || (failure instanceof PgException pg && isAway(pg.getSqlState()));
  }

  /** Connection exceptions, operator intervention, insufficient resources. */
  private static boolean isAway(String sqlState) {
    return sqlState.startsWith("08") || sqlState.startsWith("57P") || sqlState.startsWith("53");
  }

  static Fail asFail() {
    return Fail.unavailable("the database does not answer", COME_AGAIN);
  }
}
