package dev.verdict.coordinator;

import static dev.verdict.coordinator.KeptDeliveries.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.coordinator.usecase.webhook.DeliveryLedger;
import dev.verdict.coordinator.usecase.webhook.DeliveryShelf;
import dev.verdict.coordinator.usecase.webhook.NewDelivery;
import dev.verdict.coordinator.usecase.webhook.ProcessDeliveries;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deliveries of which nothing comes have their outcome in one commit, and spoil it for nobody. */
class QuietDeliveriesIT {
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

  private void keep(List<NewDelivery> deliveries) {
    List<Future<DeliveryShelf.Kept>> all = new ArrayList<>();
    deliveries.forEach(one -> all.add(shelf.keep(one)));
    await(Future.all(all));
  }

  private static List<NewDelivery> nothing(String kind, int many) {
    List<NewDelivery> all = new ArrayList<>();
    for (int n = 0; n < many; n++) {
      all.add(KeptDeliveries.nothing(kind, n));
    }
    return all;
  }

  private void process(int deliveries) throws InterruptedException {
    CountDownLatch settled = new CountDownLatch(deliveries);
    ProcessDeliveries process = kept.coordinator(kept.ledger(), settled);
    process.start();
    assertThat(settled.await(60, TimeUnit.SECONDS)).isTrue();
    await(process.stop());
  }

  private long with(String outcome) {
    return kept.count("select count(*) from webhook_deliveries where outcome = '" + outcome + "'");
  }

  @Test
  void theyShareACommitAndThoseAmongThemThatStartRunsDo() throws InterruptedException {
    List<NewDelivery> all = nothing("other", 90);
    for (int n = 0; n < 3; n++) {
      all.add(30 * n, KeptDeliveries.push(n));
    }
    keep(all);
    process(93);
    assertThat(with("ignored")).isEqualTo(90);
    assertThat(
            kept.count(
                "select count(distinct xmin::text) from webhook_deliveries"
                    + " where outcome = 'ignored'"))
        .isEqualTo(1);
    assertThat(kept.text("select reason from webhook_deliveries where outcome = 'ignored' limit 1"))
        .isEqualTo("other: not for us");
    assertThat(with("started")).isEqualTo(3);
    assertThat(kept.count("select count(*) from runs")).isEqualTo(3);
    assertThat(
            kept.count(
                "select count(*) from webhook_deliveries where attempts = 1"
                    + " and processed_at is not null and due_at > received_at + interval '10 ms'"))
        .as("only what has an effect is claimed before")
        .isEqualTo(3);
  }

  /** What cannot be unpacked is tried by itself, as often as anything, and parked. */
  @Test
  void oneThatCannotBeReadFailsAlone() throws InterruptedException {
    List<NewDelivery> all = nothing("other", 20);
    all.add(10, KeptDeliveries.broken());
    keep(all);
    process(21);
    assertThat(with("ignored")).isEqualTo(20);
    assertThat(kept.text("select reason from webhook_deliveries where outcome = 'failed'"))
        .contains("attempt 4");
    assertThat(kept.count("select attempts::bigint from webhook_deliveries where gzip"))
        .isEqualTo(4);
  }

  /** The outcome of one makes the statement of all fail. */
  @Test
  void oneWhoseOutcomeIsRefusedHasItsNeighboursTriedByThemselves() throws InterruptedException {
    await(
        kept.database
            .pool()
            .query(
                "alter table webhook_deliveries add check"
                    + " (reason not like 'poison:%' or outcome is null or outcome = 'failed')")
            .execute());
    List<NewDelivery> all = nothing("other", 20);
    all.addAll(10, nothing("poison", 1));
    keep(all);
    process(21);
    assertThat(with("ignored")).isEqualTo(20);
    assertThat(with("failed")).isEqualTo(1);
  }

  /** Nothing was counted, and nothing has to be waited for. */
  @Test
  void killedWhileTheyAreLookedAt() throws InterruptedException {
    keep(nothing("other", 5));
    DeliveryLedger.Look dying =
        due ->
            kept.database
                .pool()
                .query(
                    "select pg_terminate_backend(pid) from pg_stat_activity"
                        + " where state = 'idle in transaction' and datname = current_database()")
                .execute()
                .compose(killed -> DeliveryLedger.Look.AT_NONE.at(due));
    assertThatThrownBy(() -> await(kept.ledger().take(10, 10, Duration.ofHours(1), dying)))
        .isInstanceOf(Exception.class);
    assertThat(kept.count("select max(attempts)::bigint from webhook_deliveries")).isZero();
    process(5);
    assertThat(with("ignored")).isEqualTo(5);
  }

  /** Two coordinators never look at the same one at the same time. */
  @Test
  void whatOneLooksAtTheOtherLeavesAlone() {
    keep(nothing("other", 10));
    List<Integer> seen = new ArrayList<>();
    DeliveryLedger other = kept.ledger();
    await(
        kept.ledger()
            .take(
                6,
                6,
                Duration.ofSeconds(2),
                mine -> {
                  seen.add(mine.size());
                  return other
                      .take(
                          10,
                          10,
                          Duration.ofSeconds(2),
                          rest -> {
                            seen.add(rest.size());
                            return DeliveryLedger.Look.AT_NONE.at(rest);
                          })
                      .compose(taken -> DeliveryLedger.Look.AT_NONE.at(mine));
                }));
    assertThat(seen).containsExactly(6, 4);
  }
}
