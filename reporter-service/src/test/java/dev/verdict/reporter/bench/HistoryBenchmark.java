package dev.verdict.reporter.bench;

import dev.verdict.contract.Ids;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.reporter.ReporterModule;
import dev.verdict.reporter.RunningReporter;
import dev.verdict.reporter.domain.failure.BadResult;
import dev.verdict.reporter.domain.failure.RunFailures;
import dev.verdict.reporter.outbound.pg.PgFailureStore;
import dev.verdict.reporter.usecase.digest.EndedRun;
import dev.verdict.reporter.usecase.failure.SortFailures;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Sql;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Questions to a history of 10,000 runs and 1 million results over HTTP, each with its p95; how
 * long the sorting of 10,000 failures takes; and how many runs a second are looked at. Run it like
 * {@link ProjectionBenchmark}: {@code [runs, 10000] [of these looked at, 2000] [times each, 100]}.
 */
public final class HistoryBenchmark {
  private static final Sql SQL = Sql.of(HistoryBenchmark.class, "sql/history_benchmark.sql");
  private static final PrintStream OUT = System.out;
  private static final int FAILURES = 10_000;

  private HistoryBenchmark() {}

  public static void main(String[] args) throws Exception {
    int runs = args.length > 0 ? Integer.parseInt(args[0]) : 10_000;
    int digested = args.length > 1 ? Integer.parseInt(args[1]) : 2_000;
    int times = args.length > 2 ? Integer.parseInt(args[2]) : 100;
    Postgres postgres = Backing.postgres();
    PostgresAccess access = postgres.database();
    var kafka = Backing.kafka();
    try (RunningReporter reporter =
        new RunningReporter(access, kafka.bootstrapServers(), kafka.freshTopic("events", 1))) {
      sortFailures(access);
      fill(access, runs);
      lookAt(access, digested);
      Questions.ask(reporter, access, times, OUT);
    }
    System.exit(0);
  }

  private static void fill(PostgresAccess access, int runs) throws SQLException {
    long start = System.nanoTime();
    try (Connection connection = connect(access)) {
      update(connection, "runs", runs, runs);
      for (String statement : List.of("progress", "tasks", "attempts", "results", "metrics")) {
        update(connection, statement);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("VACUUM ANALYZE");
      }
    }
    OUT.printf("%,d runs and %,d results filled in %.0f s%n", runs, runs * 100, since(start));
  }

  /** The reporter finds what has ended by itself. */
  private static void lookAt(PostgresAccess access, int digested)
      throws SQLException, InterruptedException {
    long start = System.nanoTime();
    try (Connection connection = connect(access)) {
      update(connection, "ended", digested);
      while (count(connection, "SELECT count(*) FROM reporter.run_digests WHERE digested < finish")
          > 0) {
        new java.util.concurrent.CountDownLatch(1)
            .await(200, java.util.concurrent.TimeUnit.MILLISECONDS);
      }
      try (Statement statement = connection.createStatement()) {
        statement.execute("ANALYZE");
      }
      long failed = count(connection, "SELECT count(*) FROM reporter.run_digests WHERE tries > 0");
      OUT.printf(
          "%,d runs looked at, %.0f a second, %d failed%n",
          digested, digested / since(start), failed);
    }
  }

  private static void sortFailures(PostgresAccess access) throws SQLException {
    UUID run = Ids.next();
    try (Connection connection = connect(access)) {
      update(connection, "failed_run", run, FAILURES);
    }
    Vertx vertx = Vertx.vertx();
    PostgresSettings settings =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    Database database = Database.open(vertx, settings, ReporterModule.SCHEMA);
    PgFailureStore store = new PgFailureStore(database);
    EndedRun ended = new EndedRun(run, 1, "shop", null, "main", "c", Instant.now());
    for (int round = 0; round < 3; round++) {
      List<BadResult> bad = new ArrayList<>();
      RunFailures failures = new RunFailures();
      bad.addAll(ProjectionBenchmark.await(store.bad(run, null, FAILURES)));
      long start = System.nanoTime();
      long cpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      bad.forEach(failures::add);
      double alone = since(start);
      double processor =
          (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpu) / 1e9;
      start = System.nanoTime();
      ProjectionBenchmark.await(new SortFailures(vertx, store).digest(ended));
      OUT.printf(
          "%,d failures: sorted in %.2f s (%.2f s of processor) alone, %.2f s with reading and"
              + " writing, %,d kinds (target 3 s)%n",
          FAILURES, alone, processor, since(start), failures.clusters().size());
    }
    ProjectionBenchmark.await(database.close());
    ProjectionBenchmark.await(vertx.close());
    try (Connection connection = connect(access);
        Statement statement = connection.createStatement()) {
      statement.execute(
          "TRUNCATE reporter.test_results, reporter.failure_occurrences, reporter.run_failures,"
              + " reporter.failure_clusters, reporter.failure_standings");
    }
  }

  private static void update(Connection connection, String name, Object... values)
      throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL.get(name))) {
      for (int i = 0; i < values.length; i++) {
        statement.setObject(i + 1, values[i]);
      }
      statement.executeUpdate();
    }
  }

  private static long count(Connection connection, String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  private static Connection connect(PostgresAccess access) throws SQLException {
    return DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
  }

  static double since(long start) {
    return (System.nanoTime() - start) / 1e9;
  }
}
