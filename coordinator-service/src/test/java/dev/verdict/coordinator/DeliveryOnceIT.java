package dev.verdict.coordinator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Ids;
import dev.verdict.contract.Json;
import dev.verdict.coordinator.domain.trigger.TriggerSpec;
import dev.verdict.coordinator.outbound.pg.PgDeliveryLedger;
import dev.verdict.coordinator.outbound.pg.PgDeliveryShelf;
import dev.verdict.coordinator.outbound.pg.PgRunLedger;
import dev.verdict.coordinator.outbound.pg.PgShelf;
import dev.verdict.coordinator.outbound.pg.PgTriggerCatalog;
import dev.verdict.coordinator.usecase.CloseAttempt;
import dev.verdict.coordinator.usecase.FinishRun;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.coordinator.usecase.webhook.DeliveryLedger;
import dev.verdict.coordinator.usecase.webhook.DeliveryShelf;
import dev.verdict.coordinator.usecase.webhook.NewDelivery;
import dev.verdict.coordinator.usecase.webhook.ProcessDeliveries;
import dev.verdict.coordinator.usecase.webhook.SettleDelivery;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Every delivery that was acknowledged has its effect once, whoever falls over on the way. */
class DeliveryOnceIT {
  @RegisterExtension static final Postgres postgres = Backing.postgres();

  private final Vertx vertx = Vertx.vertx();
  private Database database;
  private Database taking;
  private PgTriggerCatalog triggers;
  private DeliveryShelf shelf;

  @BeforeEach
  void open() {
    var access = postgres.freshDatabase();
    PostgresSettings settings =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    await(Migrations.run(vertx, settings, "coordinator"));
    database = Database.open(vertx, settings, "coordinator");
    taking = Database.open(vertx, settings, "coordinator");
    triggers = new PgTriggerCatalog(database);
    shelf = new PgDeliveryShelf(vertx, database, 10_000);
    await(
        triggers.reconcile(
            List.of(new TriggerSpec("all", null, null, "start-run", null, null, null))));
  }

  @AfterEach
  void close() {
    await(taking.close());
    await(database.close());
    await(vertx.close());
  }

  private static <T> T await(Future<T> future) {
    return RunningCoordinator.await(future);
  }

  private DeliveryLedger ledger() {
    var outbox = new Outbox();
    return new PgDeliveryLedger(
        taking,
        outbox,
        new PgRunLedger(taking, outbox, settled -> {}),
        new PgShelf(database, outbox),
        new CloseAttempt(new FinishRun(), Clock.systemUTC()),
        () -> {});
  }

  private ProcessDeliveries coordinator(DeliveryLedger ledger, CountDownLatch settled) {
    return new ProcessDeliveries(
        vertx,
        ledger,
        triggers,
        new SettleDelivery(vertx, Dialects.load(), new SubmissionDesk(5_000), Set.of()),
        new ProcessDeliveries.Patience(Duration.ofMillis(50), 4),
        (provider, outcome) -> settled.countDown());
  }

  private static NewDelivery push(int n) {
    byte[] body = Json.bytes(WebhookSender.push("acme/shop", "branch-" + n, 'a'));
    return new NewDelivery(
        Ids.next(),
        "fake",
        sha256(body),
        null,
        "push",
        "acme/shop",
        "127.0.0.1",
        Map.of(),
        Map.of(),
        body,
        false,
        body.length,
        false,
        null);
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private long count(String sql) {
    return await(
        database.pool().query(sql).execute().map(rows -> rows.iterator().next().getLong(0)));
  }

  private void expectEachOnce(int deliveries) {
    assertThat(count("select count(*) from webhook_deliveries where outcome = 'started'"))
        .isEqualTo(deliveries);
    assertThat(count("select count(*) from runs")).isEqualTo(deliveries);
    assertThat(count("select count(distinct delivery) from webhook_runs")).isEqualTo(deliveries);
    assertThat(count("select count(*) from webhook_runs")).isEqualTo(deliveries);
  }

  @Test
  void threeCoordinatorsShareTheWork() throws InterruptedException {
    int deliveries = 300;
    List<Future<DeliveryShelf.Kept>> kept = new ArrayList<>();
    for (int i = 0; i < deliveries; i++) {
      kept.add(shelf.keep(push(i)));
      kept.add(shelf.keep(push(i)));
    }
    await(Future.all(kept));
    assertThat(kept.stream().filter(one -> one.result().before()).count()).isEqualTo(deliveries);

    CountDownLatch settled = new CountDownLatch(deliveries);
    List<ProcessDeliveries> three =
        List.of(
            coordinator(ledger(), settled),
            coordinator(ledger(), settled),
            coordinator(ledger(), settled));
    three.forEach(ProcessDeliveries::start);
    assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
    three.forEach(ProcessDeliveries::stop);
    expectEachOnce(deliveries);
  }

  /** Claimed by one that is gone; the next tries when the back-off is over. */
  @Test
  void killedBetweenTheClaimAndTheEffect() throws InterruptedException {
    await(shelf.keep(push(1)));
    assertThat(await(ledger().claim(10, Duration.ofMillis(300)))).hasSize(1);
    assertThat(await(ledger().claim(10, Duration.ofMillis(300)))).isEmpty();

    CountDownLatch settled = new CountDownLatch(1);
    ProcessDeliveries next = coordinator(ledger(), settled);
    next.start();
    assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
    next.stop();
    expectEachOnce(1);
    assertThat(count("select max(attempts)::bigint from webhook_deliveries")).isEqualTo(2);
  }

  /** The run was made and the outcome not yet kept: neither is there. */
  @Test
  void killedBetweenTheEffectAndTheCommit() throws InterruptedException {
    UUID id = await(shelf.keep(push(1))).id();
    SettleDelivery settle =
        new SettleDelivery(vertx, Dialects.load(), new SubmissionDesk(5_000), Set.of());
    var all = await(triggers.all());
    CompletableFuture<Long> inside = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                await(
                    ledger()
                        .settle(
                            id,
                            delivery ->
                                settle
                                    .settle(delivery, all)
                                    .compose(done -> killMyConnection(inside)))))
        .isInstanceOf(Exception.class);
    assertThat(inside.join()).isPositive();
    expectEachOnce(0);

    CountDownLatch settled = new CountDownLatch(1);
    ProcessDeliveries next = coordinator(ledger(), settled);
    next.start();
    assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
    next.stop();
    expectEachOnce(1);
  }

  private <T> Future<T> killMyConnection(CompletableFuture<Long> inside) {
    return database
        .pool()
        .query(
            "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                + " where state = 'idle in transaction' and datname = current_database()")
        .execute()
        .compose(
            rows -> {
              inside.complete(rows.iterator().next().getLong(0));
              return Future.failedFuture("killed");
            });
  }

  /** Two take it at the same time, as when the first was slower than its back-off. */
  @Test
  void twoAtTheSameTimeHaveOneEffect() {
    UUID id = await(shelf.keep(push(1))).id();
    SettleDelivery settle =
        new SettleDelivery(vertx, Dialects.load(), new SubmissionDesk(5_000), Set.of());
    var all = await(triggers.all());
    List<Future<Boolean>> both = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      both.add(ledger().settle(id, delivery -> settle.settle(delivery, all)));
    }
    await(Future.all(both));
    assertThat(both.stream().filter(Future::result).count()).isEqualTo(1);
    expectEachOnce(1);
  }

  @Test
  void whatNeverWorksIsParkedAndHoldsUpNobody() throws InterruptedException {
    NewDelivery poison = push(1);
    await(shelf.keep(poison));
    await(shelf.keep(push(2)));
    CountDownLatch settled = new CountDownLatch(2);
    ProcessDeliveries process = coordinator(new Poisoned(ledger(), poison.id()), settled);
    process.start();
    assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
    process.stop();
    JsonNode reason =
        Json.tree(
            Json.bytes(
                await(
                    database
                        .pool()
                        .query("select reason from webhook_deliveries where outcome = 'failed'")
                        .execute()
                        .map(rows -> rows.iterator().next().getString(0)))));
    assertThat(reason.asText()).contains("attempt 4", "poison");
    expectEachOnce(1);
  }
}
