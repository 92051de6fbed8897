package dev.verdict.coordinator;

import static dev.verdict.coordinator.KeptDeliveries.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.coordinator.usecase.webhook.DeliveryLedger;
import dev.verdict.coordinator.usecase.webhook.DeliveryShelf;
import dev.verdict.coordinator.usecase.webhook.NewDelivery;
import dev.verdict.coordinator.usecase.webhook.ProcessDeliveries;
import dev.verdict.coordinator.usecase.webhook.SettleDelivery;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
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

  private KeptDeliveries kept;
  private DeliveryShelf shelf;

  @BeforeEach
  void open() {
    kept = new KeptDeliveries(postgres.freshDatabase());
    shelf = kept.shelf(10_000);
  }

  @AfterEach
  void close() {
    kept.close();
  }

  private static List<DeliveryLedger.Claimed> claimed(DeliveryLedger ledger) {
    return await(ledger.take(10, 10, Duration.ofMillis(300), DeliveryLedger.Look.AT_NONE))
        .claimed();
  }

  private void expectEachOnce(int deliveries) {
    assertThat(kept.count("select count(*) from webhook_deliveries where outcome = 'started'"))
        .isEqualTo(deliveries);
    assertThat(kept.count("select count(*) from runs")).isEqualTo(deliveries);
    assertThat(kept.count("select count(distinct delivery) from webhook_runs"))
        .isEqualTo(deliveries);
    assertThat(kept.count("select count(*) from webhook_runs")).isEqualTo(deliveries);
  }

  @Test
  void threeCoordinatorsShareTheWork() throws InterruptedException {
    int deliveries = 300;
    List<Future<DeliveryShelf.Kept>> all = new ArrayList<>();
    for (int i = 0; i < deliveries; i++) {
      all.add(shelf.keep(KeptDeliveries.push(i)));
      all.add(shelf.keep(KeptDeliveries.push(i)));
    }
    await(Future.all(all));
    assertThat(all.stream().filter(one -> one.result().before()).count()).isEqualTo(deliveries);

    CountDownLatch settled = new CountDownLatch(deliveries);
    List<ProcessDeliveries> three =
        List.of(
            kept.coordinator(kept.ledger(), settled),
            kept.coordinator(kept.ledger(), settled),
            kept.coordinator(kept.ledger(), settled));
    three.forEach(ProcessDeliveries::start);
    assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
    three.forEach(ProcessDeliveries::stop);
    expectEachOnce(deliveries);
  }

  /** Claimed by one that is gone; the next tries when the back-off is over. */
  @Test
  void killedBetweenTheClaimAndTheEffect() throws InterruptedException {
    await(shelf.keep(KeptDeliveries.push(1)));
    assertThat(claimed(kept.ledger())).hasSize(1);
    assertThat(claimed(kept.ledger())).isEmpty();

    CountDownLatch settled = new CountDownLatch(1);
    ProcessDeliveries next = kept.coordinator(kept.ledger(), settled);
    next.start();
    assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
    next.stop();
    expectEachOnce(1);
    assertThat(kept.count("select max(attempts)::bigint from webhook_deliveries")).isEqualTo(2);
  }

  /** The run was made and the outcome not yet kept: neither is there. */
  @Test
  void killedBetweenTheEffectAndTheCommit() throws InterruptedException {
    UUID id = await(shelf.keep(KeptDeliveries.push(1))).id();
    SettleDelivery settle = kept.settle();
    var all = await(kept.triggers.all());
    CompletableFuture<Long> inside = new CompletableFuture<>();
    assertThatThrownBy(
            () ->
                await(
                    kept.ledger()
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
    ProcessDeliveries next = kept.coordinator(kept.ledger(), settled);
    next.start();
    assertThat(settled.await(30, TimeUnit.SECONDS)).isTrue();
    next.stop();
    expectEachOnce(1);
  }

  private <T> Future<T> killMyConnection(CompletableFuture<Long> inside) {
    return kept.database
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
    UUID id = await(shelf.keep(KeptDeliveries.push(1))).id();
    SettleDelivery settle = kept.settle();
    var all = await(kept.triggers.all());
    List<Future<Boolean>> both = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      both.add(kept.ledger().settle(id, delivery -> settle.settle(delivery, all)));
    }
    await(Future.all(both));
    assertThat(both.stream().filter(Future::result).count()).isEqualTo(1);
    expectEachOnce(1);
  }

  @Test
  void whatNeverWorksIsParkedAndHoldsUpNobody() throws InterruptedException {
    NewDelivery poison = KeptDeliveries.push(1);
    await(shelf.keep(poison));
    await(shelf.keep(KeptDeliveries.push(2)));
    CountDownLatch settled = new CountDownLatch(2);
    ProcessDeliveries process = kept.coordinator(new Poisoned(kept.ledger(), poison.id()), settled);
    process.start();
    assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
    process.stop();
    assertThat(kept.text("select reason from webhook_deliveries where outcome = 'failed'"))
        .contains("attempt 4", "poison");
    expectEachOnce(1);
  }
}
