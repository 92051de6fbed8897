package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Json;
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Kafka;
import dev.verdict.testkit.backing.Postgres;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code kill -9} of a coordinator while 500 deliveries come in every second: what was acknowledged
 * has its effect, once; what was not may be sent again and has one, too. More kills than usual:
 * {@code -Dverdict.kills=20}.
 */
@Timeout(1_200)
class KilledUnderWebhooksIT {
  private static final int KILLS = Integer.getInteger("verdict.kills", 3);
  private static final int A_SECOND = 500;
  private static final int STEP_MS = 10;

  @RegisterExtension static final Postgres postgres = Backing.postgres();
  @RegisterExtension static final Kafka kafka = Backing.kafka();

  @TempDir Path directory;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicInteger underWay = new AtomicInteger();
  private final Set<UUID> acknowledged = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> answers = new ConcurrentHashMap<>();
  private final Set<Integer> refusedOrLost = ConcurrentHashMap.newKeySet();

  private void send(KilledCoordinator coordinator, int n) {
    byte[] body =
        Json.bytes(
            Map.of(
                "kind",
                "push",
                "repository",
                "acme/shop-" + n % 50,
                "branch",
                "main",
                "sha",
                "%040x".formatted(n)));
    HttpRequest request =
        HttpRequest.newBuilder(coordinator.url())
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .header("x-fake-delivery", UUID.randomUUID().toString())
            .header(FakeWebhooks.SIGNATURE, FakeWebhooks.sign(WebhookSender.SECRET, body))
            .POST(HttpRequest.BodyPublishers.ofByteArray(body))
            .build();
    underWay.incrementAndGet();
    client
        .sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
        .whenComplete(
            (answer, failure) -> {
              answers.merge(
                  failure == null
                      ? Integer.toString(answer.statusCode())
                      : failure.getClass().getSimpleName(),
                  1,
                  Integer::sum);
              if (failure == null && (answer.statusCode() == 202 || answer.statusCode() == 200)) {
                acknowledged.add(
                    UUID.fromString(Json.tree(answer.body()).get("delivery").asText()));
                refusedOrLost.remove(n);
              } else {
                refusedOrLost.add(n);
              }
              underWay.decrementAndGet();
            });
  }

  @Test
  void everyAcknowledgedDeliveryHasExactlyOneEffect() throws Exception {
    PostgresAccess database = postgres.freshDatabase();
    Random random = new Random(4);
    ScheduledExecutorService sending = Executors.newSingleThreadScheduledExecutor();
    try (var coordinator = new KilledCoordinator(database, kafka.bootstrapServers(), directory)) {
      for (int kill = 0; kill < KILLS; kill++) {
        int before = acknowledged.size();
        var flow =
            sending.scheduleAtFixedRate(
                () -> {
                  // As many as it takes; a machine that is busy with others takes fewer.
                  for (int i = 0; i < A_SECOND * STEP_MS / 1000 && underWay.get() < 100; i++) {
                    send(coordinator, number.incrementAndGet());
                  }
                },
                0,
                STEP_MS,
                TimeUnit.MILLISECONDS);
        until(() -> acknowledged.size() > before + 100);
        // At a random point from there on; the flow goes on while it dies.
        sending.schedule(() -> {}, 100L + random.nextInt(900), TimeUnit.MILLISECONDS).get();
        coordinator.close();
        flow.cancel(false);
        until(() -> underWay.get() == 0);
        coordinator.startAgain();
      }
      int lost = refusedOrLost.size();
      assertThat(lost).as("requests that a kill has cut off: it did hit").isPositive();
      // Whoever got no answer sends again, as senders do.
      for (int tries = 0; tries < 20 && !refusedOrLost.isEmpty(); tries++) {
        for (int n : Set.copyOf(refusedOrLost)) {
          until(() -> underWay.get() < 200);
          send(coordinator, n);
        }
        until(() -> underWay.get() == 0);
      }
      assertThat(refusedOrLost).isEmpty();
      try (Connection connection = connect(database)) {
        until(
            () ->
                count(connection, "select count(*) from webhook_deliveries where outcome is null")
                    == 0);
        assertThat(acknowledged).hasSize(number.get());
        assertThat(
                count(
                    connection,
                    "select count(*) from webhook_deliveries where outcome = 'started'"))
            .isEqualTo(number.get());
        assertThat(
                count(
                    connection,
                    "select count(*) from webhook_deliveries where outcome <> 'started'"))
            .isZero();
        assertThat(count(connection, "select count(*) from webhook_runs")).isEqualTo(number.get());
        assertThat(count(connection, "select count(distinct delivery) from webhook_runs"))
            .isEqualTo(number.get());
        assertThat(count(connection, "select count(distinct sha) from webhook_runs"))
            .isEqualTo(number.get());
        assertThat(count(connection, "select count(*) from runs")).isEqualTo(number.get());
        assertThat(ids(connection)).containsAll(acknowledged);
      }
      System.out.printf(
          "%d kills, %d deliveries, %d of them cut off and sent again%n",
          KILLS, number.get(), lost);
    } finally {
      sending.shutdownNow();
    }
  }

  private static Connection connect(PostgresAccess access) throws SQLException {
    Connection connection =
        DriverManager.getConnection(access.jdbcUrl(), access.user(), access.password());
    connection.setSchema("coordinator");
    return connection;
  }

  private static int count(Connection connection, String query) {
    try (var sql = connection.createStatement();
        var rows = sql.executeQuery(query)) {
      rows.next();
      return rows.getInt(1);
    } catch (SQLException e) {
      throw new AssertionError(query, e);
    }
  }

  private static Set<UUID> ids(Connection connection) throws SQLException {
    Set<UUID> ids = new HashSet<>();
    try (var sql = connection.createStatement();
        var rows = sql.executeQuery("select delivery from webhook_runs")) {
      while (rows.next()) {
        ids.add(rows.getObject(1, UUID.class));
      }
    }
    return ids;
  }

  private interface Asked {
    boolean isSo();
  }

  /** Nobody tells when; so it is asked. */
  private void until(Asked asked) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(120);
    while (!asked.isSo()) {
      assertThat(System.nanoTime()).as("not within 120 s; answers: " + answers).isLessThan(end);
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS))
          .join();
    }
  }
}
