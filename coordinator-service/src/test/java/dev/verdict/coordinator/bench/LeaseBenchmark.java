package dev.verdict.coordinator.bench;

import dev.verdict.runtime.access.Access;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Leases tasks and completes them, in batches of 100: in raw SQL, and through the coordinator's own
 * store with everything that it writes besides. Both alternate on one database; what counts is the
 * ratio. {@code tests/benchmarks lease} runs it.
 */
public final class LeaseBenchmark {
  private static final int BATCH = 100;
  private static final int SIDE_BY_SIDE = 8;
  private static final PrintStream OUT = System.out;

  private final Vertx vertx = Vertx.vertx();
  private final Access access;
  private final Database database;
  private final QueueTables tables;
  private final int runs;
  private final int tasksOfRun;
  private final int rounds;

  private LeaseBenchmark(Postgres postgres, int runs, int tasksOfRun, int rounds) {
    var backing = postgres.database();
    PostgresSettings settings =
        PostgresSettings.of(
            backing.host(), backing.port(), backing.database(), backing.user(), backing.password());
    await(Migrations.run(vertx, settings, "coordinator"));
    this.database = Database.open(vertx, settings, "coordinator");
    this.access = await(Access.start(vertx, settings));
    this.tables = new QueueTables(backing);
    this.runs = runs;
    this.tasksOfRun = tasksOfRun;
    this.rounds = rounds;
  }

  public static void main(String[] args) throws Exception {
    int runs = argument(args, 0, 4);
    int tasks = argument(args, 1, 10_000);
    int rounds = argument(args, 2, 5);
    var benchmark = new LeaseBenchmark(Backing.postgres(), runs, tasks, rounds);
    OUT.printf("%,d tasks in %d runs, batches of %d%n", runs * tasks, runs, BATCH);
    benchmark.compare("a task, nothing else     ", false);
    benchmark.compare("a task and its one result", true);
    await(benchmark.vertx.close());
    System.exit(0);
  }

  private void compare(String what, boolean withTests) throws Exception {
    double[] raw = new double[rounds];
    double[] ours = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      tables.fill(runs, tasksOfRun, withTests);
      raw[round] =
          rate(() -> onContext(() -> new RawQueue(database.pool(), BATCH).drain(SIDE_BY_SIDE)));
      expectNone("status <> 'completed'");
      tables.fill(runs, tasksOfRun, withTests);
      ours[round] =
          rate(
              () ->
                  onContext(
                      () ->
                          new StoreQueue(database, access.passes(), BATCH, withTests)
                              .drain(SIDE_BY_SIDE)));
      expectNone(withTests ? "verdict is distinct from 'passed'" : "verdict is null");
      OUT.printf(
          "%s, round %d: raw %,8.0f   through the store %,8.0f tasks/s   ratio %.2f%n",
          what, round + 1, raw[round], ours[round], ours[round] / raw[round]);
    }
    // The first round warms up.
    double rawMedian = median(Arrays.copyOfRange(raw, 1, rounds));
    double oursMedian = median(Arrays.copyOfRange(ours, 1, rounds));
    OUT.printf(
        "%s, median: raw %,8.0f   through the store %,8.0f tasks/s   ratio %.2f (target 0.50 and"
            + " 20,000)%n",
        what, rawMedian, oursMedian, oursMedian / rawMedian);
  }

  private <T> Future<T> onContext(Supplier<Future<T>> work) {
    return Future.future(
        promise -> vertx.getOrCreateContext().runOnContext(now -> work.get().onComplete(promise)));
  }

  private double rate(Callable<Future<Void>> work) throws Exception {
    long start = System.nanoTime();
    await(work.call());
    return runs * tasksOfRun / ((System.nanoTime() - start) / 1e9);
  }

  private void expectNone(String condition) throws Exception {
    int n = tables.count(condition);
    if (n > 0) {
      throw new IllegalStateException(n + " tasks are left where " + condition);
    }
  }

  private static double median(double[] rates) {
    double[] sorted = rates.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  private static int argument(String[] args, int nth, int fallback) {
    return args.length > nth ? Integer.parseInt(args[nth]) : fallback;
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(300, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("nothing came of it in five minutes", e);
    }
  }
}
