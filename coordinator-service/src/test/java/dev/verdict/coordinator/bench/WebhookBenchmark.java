package dev.verdict.coordinator.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdict.coordinator.BenchedWebhooks;
import dev.verdict.runtime.pg.Database;
import dev.verdict.testkit.backing.Backing;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientAgent;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import io.vertx.sqlclient.Tuple;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Webhooks that are acknowledged when they are durable, against rows of the same size that are
 * inserted and committed one by one, with as many connections. Both alternate; what counts is the
 * ratio. They are pushes to branches that no trigger waits for, as most of what comes in; they are
 * processed while others come in, and none waits any more when the rows have their turn. {@code
 * tests/benchmarks webhooks} runs it.
 */
public final class WebhookBenchmark {
  private static final int SIDE_BY_SIDE = 32;
  private static final PrintStream OUT = System.out;
  private static final String FILL = "x".repeat(1_800);

  private final Vertx vertx = Vertx.vertx();
  private final BenchedWebhooks webhooks;
  private final Database database;
  private final HttpClientAgent client;
  private final AtomicInteger number = new AtomicInteger();

  private WebhookBenchmark() {
    webhooks = new BenchedWebhooks(Backing.postgres().database());
    database = webhooks.database(vertx, SIDE_BY_SIDE);
    client =
        vertx.createHttpClient(
            new HttpClientOptions().setKeepAlive(true),
            new PoolOptions().setHttp1MaxSize(SIDE_BY_SIDE));
  }

  public static void main(String[] args) {
    int requests = args.length > 0 ? Integer.parseInt(args[0]) : 20_000;
    int rounds = args.length > 1 ? Integer.parseInt(args[1]) : 5;
    new WebhookBenchmark().compare(requests, rounds);
    System.exit(0);
  }

  /**
   * Processor time of this process and of PostgreSQL, in microseconds: says what a request costs,
   * also where others keep the machine busy.
   */
  private double busyMicros() {
    int backend =
        await(database.pool().query("select pg_backend_pid()").execute())
            .iterator()
            .next()
            .getInteger(0);
    ProcessHandle server = ProcessHandle.of(backend).flatMap(ProcessHandle::parent).orElseThrow();
    return Stream.concat(Stream.of(ProcessHandle.current(), server), server.children())
            .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
            .reduce(Duration.ZERO, Duration::plus)
            .toNanos()
        / 1e3;
  }

  private void compare(int requests, int rounds) {
    await(
        database
            .pool()
            .query("create table raw_rows (id uuid primary key, headers jsonb, body bytea)")
            .execute());
    double[] ratios = new double[rounds];
    double[] rates = new double[rounds];
    for (int round = 0; round < rounds; round++) {
      double idle = busyMicros();
      double raw = rate(requests, this::insert);
      double inserted = busyMicros();
      List<Long> times = new ArrayList<>();
      double ours =
          rate(
              requests,
              () -> {
                long begin = System.nanoTime();
                return post().onSuccess(done -> times.add(System.nanoTime() - begin));
              });
      double behind = untilSettled();
      double acknowledged = busyMicros();
      rates[round] = ours;
      ratios[round] = ours / raw;
      times.sort(null);
      OUT.printf(
          "round %d: single rows %,7.0f   webhooks %,7.0f a second   ratio %.2f   p50 %.1f ms, p99"
              + " %.1f ms, all settled %.1f s after; processor time of"
              + " each %.0f and %.0f µs%n",
          round + 1,
          raw,
          ours,
          ratios[round],
          times.get(times.size() / 2) / 1e6,
          times.get(times.size() * 99 / 100) / 1e6,
          behind,
          (inserted - idle) / requests,
          (acknowledged - inserted) / requests);
    }
    OUT.printf("median ratio %.2f (target 0.70)%n", median(ratios));
    atHalf(median(rates) / 2, requests / 2);
  }

  /** The first round warms up. */
  private static double median(double[] rounds) {
    double[] warm = Arrays.copyOfRange(rounds, Math.min(1, rounds.length - 1), rounds.length);
    Arrays.sort(warm);
    return warm[warm.length / 2];
  }

  /** Times count from when a request was to be sent, also where it could not be sent then. */
  private void atHalf(double perSecond, int requests) {
    List<Long> times = new ArrayList<>();
    AtomicInteger sent = new AtomicInteger();
    long begin = System.nanoTime();
    double rate =
        rate(
            requests,
            () -> {
              long due = begin + (long) (sent.getAndIncrement() / perSecond * 1e9);
              long early = (due - System.nanoTime()) / 1_000_000;
              Future<Void> turn =
                  early < 1
                      ? Future.succeededFuture()
                      : vertx.timer(early, TimeUnit.MILLISECONDS).mapEmpty();
              return turn.compose(now -> post())
                  .onSuccess(done -> times.add(System.nanoTime() - due));
            });
    times.sort(null);
    OUT.printf(
        "at half of that, %,.0f a second: p50 %.1f ms, p99 %.1f ms (target 50)%n",
        rate, times.get(times.size() / 2) / 1e6, times.get(times.size() * 99 / 100) / 1e6);
  }

  private double rate(int requests, Supplier<Future<?>> one) {
    long begin = System.nanoTime();
    AtomicInteger next = new AtomicInteger();
    List<Future<Void>> lanes = new ArrayList<>();
    var context = vertx.getOrCreateContext();
    for (int lane = 0; lane < SIDE_BY_SIDE; lane++) {
      lanes.add(
          Future.future(
              promise ->
                  context.runOnContext(now -> lane(requests, next, one).onComplete(promise))));
    }
    await(Future.all(lanes));
    return requests / ((System.nanoTime() - begin) / 1e9);
  }

  private static Future<Void> lane(int requests, AtomicInteger next, Supplier<Future<?>> one) {
    int i = next.getAndIncrement();
    return i >= requests
        ? Future.succeededFuture()
        : one.get().compose(done -> lane(requests, next, one));
  }

  private Future<?> insert() {
    return database
        .pool()
        .preparedQuery("insert into raw_rows values ($1, '{}', $2)")
        .execute(Tuple.of(UUID.randomUUID(), body()));
  }

  private Buffer body() {
    int n = number.incrementAndGet();
    return Buffer.buffer(
        """
        {"kind":"push","repository":"acme/shop-%d","branch":"main","sha":"%040x","fill":"%s"}\
        """
            .formatted(n % 50, n, FILL));
  }

  /** How many seconds that took. */
  private double untilSettled() {
    long begin = System.nanoTime();
    while (await(
                database
                    .pool()
                    .query("select count(*) from webhook_deliveries where outcome is null")
                    .execute())
            .iterator()
            .next()
            .getLong(0)
        > 0) {
      await(vertx.timer(10, TimeUnit.MILLISECONDS));
    }
    return (System.nanoTime() - begin) / 1e9;
  }

  private Future<Void> post() {
    Buffer body = body();
    return client
        .request(HttpMethod.POST, webhooks.port(), "127.0.0.1", "/webhooks/fake")
        .compose(
            request -> {
              request.putHeader("Content-Type", "application/json");
              request.putHeader(
                  "x-fake-signature", webhooks.sign(body.toString(UTF_8).getBytes(UTF_8)));
              return request.send(body);
            })
        .compose(
            response ->
                response
                    .end()
                    .compose(
                        read ->
                            response.statusCode() == 202
                                ? Future.succeededFuture()
                                : Future.failedFuture("status " + response.statusCode())));
  }

  private static <T> T await(Future<T> future) {
    try {
      return future.await(300, TimeUnit.SECONDS);
    } catch (java.util.concurrent.TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }
}
