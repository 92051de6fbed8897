package dev.verdict.coordinator.bench;

import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * 20,000 deliveries to 20 receivers on this machine, through the coordinator's own feed, queue and
 * HTTP: how long until 19 of them have all of theirs, with the twentieth answering, and with it
 * hanging. Both alternate; what counts is the ratio. {@code tests/benchmarks subscriptions} runs
 * it.
 */
public final class SubscriptionsBenchmark {
  private static final PrintStream OUT = System.out;
  private static final int RECEIVERS = 20;
  private static final int RUNS = 50;
  private static final int EVENTS_OF_A_RUN = 20;

  private SubscriptionsBenchmark() {}

  public static void main(String[] args) throws Exception {
    int rounds = args.length > 0 ? Integer.parseInt(args[0]) : 6;
    Vertx vertx = Vertx.vertx();
    var access = Backing.postgres().database();
    PostgresSettings settings =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    await(Migrations.run(vertx, settings, "coordinator"));
    Database database = Database.open(vertx, settings, "coordinator");
    double[] healthy = new double[rounds];
    double[] hanging = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      healthy[round] = seconds(database, false);
      hanging[round] = seconds(database, true);
      OUT.printf(
          "round %d: all answer %.2f s (%,.0f deliveries/s)   one hangs %.2f s   ratio %.2f%n",
          round + 1,
          healthy[round],
          (RECEIVERS - 1) * RUNS * EVENTS_OF_A_RUN / healthy[round],
          hanging[round],
          hanging[round] / healthy[round]);
    }
    // The first round warms up.
    double all = median(Arrays.copyOfRange(healthy, 1, rounds));
    double one = median(Arrays.copyOfRange(hanging, 1, rounds));
    OUT.printf(
        "%,d deliveries to %d receivers, median until 19 have theirs: all answer %.2f s, one hangs"
            + " %.2f s, ratio %.2f (target 1.1)%n",
        RECEIVERS * RUNS * EVENTS_OF_A_RUN, RECEIVERS, all, one, one / all);
    await(database.close());
    await(vertx.close());
    System.exit(0);
  }

  private static double seconds(Database database, boolean oneHangs) throws Exception {
    try (ToldReceivers told = new ToldReceivers(RECEIVERS, oneHangs, RUNS * EVENTS_OF_A_RUN)) {
      double seconds = told.secondsUntilOthersHaveAll(database, RUNS, EVENTS_OF_A_RUN);
      if (!told.failures().isEmpty()) {
        OUT.println("  not arrived at first: " + told.failures());
      }
      return seconds;
    }
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  static <T> T await(Future<T> future) {
    try {
      return future.await(120, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      throw new IllegalStateException("nothing came of it in two minutes", e);
    }
  }
}
