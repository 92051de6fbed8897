package dev.verdict.runtime.pg;

import dev.verdict.runtime.settings.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgConnection;
import io.vertx.pgclient.PgException;
import io.vertx.pgclient.SslMode;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.SqlConnection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** One service's schema: a bounded pool of connections that find it without naming it. */
public final class Database {
  private static final int TRIES = 5;
  private static final int MOST_WAITING = 10_000;

  private final Vertx vertx;
  private final PgConnectOptions options;
  private final Pool pool;

  private Database(Vertx vertx, PgConnectOptions options, Pool pool) {
    this.vertx = vertx;
    this.options = options;
    this.pool = pool;
  }

  /** Opening reaches for nothing; the first statement does. */
  public static Database open(Vertx vertx, PostgresSettings settings, String schema) {
    PgConnectOptions options = options(settings, schema);
    PoolOptions poolOptions =
        new PoolOptions()
            .setMaxSize(settings.poolSize())
            .setMaxWaitQueueSize(MOST_WAITING)
            .setConnectionTimeout(10)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS)
            .setIdleTimeout(5)
            .setIdleTimeoutUnit(TimeUnit.MINUTES)
            .setName("verdict-" + schema);
    Pool pool = PgBuilder.pool().with(poolOptions).connectingTo(options).using(vertx).build();
    return new Database(vertx, options, pool);
  }

  private static PgConnectOptions options(PostgresSettings settings, String schema) {
    Map<String, String> properties = new HashMap<>();
    properties.put("search_path", schema);
    properties.put("application_name", "verdict-" + schema);
    properties.put("statement_timeout", Long.toString(settings.statementTimeout().toMillis()));
    properties.put("idle_in_transaction_session_timeout", "30000");
    properties.put("timezone", "UTC");
    PgConnectOptions options =
        new PgConnectOptions()
            .setHost(settings.host())
            .setPort(settings.port())
            .setDatabase(settings.database())
            .setUser(settings.user())
            .setPassword(settings.password().reveal())
            .setCachePreparedStatements(true)
            .setPreparedStatementCacheMaxSize(512)
            .setPreparedStatementCacheSqlLimit(16_384)
            .setPipeliningLimit(64)
            .setSslMode(SslMode.of(settings.sslMode()))
            .setProperties(properties);
    return settings.sslMode().equals("disable") ? options : options.setSslOptions(tls(settings));
  }

  /** Without a root certificate nobody is verified, which the modes below verify-ca promise not. */
  private static ClientSSLOptions tls(PostgresSettings settings) {
    ClientSSLOptions tls = new ClientSSLOptions();
    if (settings.sslMode().equals("verify-full")) {
      tls.setHostnameVerificationAlgorithm("HTTPS");
    }
    return settings
        .rootCertificate()
        .map(file -> tls.setTrustOptions(new PemTrustOptions().addCertPath(file.toString())))
        .orElseGet(() -> tls.setTrustAll(true));
  }

  public Pool pool() {
    return pool;
  }

  /**
   * A connection outside of the pool, for what lives as long as it: a lock, a subscription. The
   * caller closes it.
   */
  public Future<PgConnection> connect() {
    return PgConnection.connect(vertx, options);
  }

  /**
   * Runs in one transaction. When PostgreSQL says that the transaction lost against another one, it
   * is run again, so {@code work} must bear that.
   */
  public <T> Future<T> inTransaction(Function<SqlConnection, Future<T>> work) {
    return attempt(work, 1);
  }

  private <T> Future<T> attempt(Function<SqlConnection, Future<T>> work, int nth) {
    return pool.withTransaction(work)
        .recover(
            failure ->
                lostAgainstAnother(failure) && nth < TRIES
                    ? pause(nth).compose(paused -> attempt(work, nth + 1))
                    : Future.failedFuture(failure));
  }

  /** Whoever lost together does not come back together. */
  private Future<Void> pause(int nth) {
    return vertx.timer(ThreadLocalRandom.current().nextInt(1, 20 << nth), TimeUnit.MILLISECONDS);
  }

  private static boolean lostAgainstAnother(Throwable failure) {
    return failure instanceof PgException pg
        && ("40001".equals(pg.getSqlState()) || "40P01".equals(pg.getSqlState()));
  }

  public Future<Void> close() {
    return pool.close();
  }
}
