package dev.verdict.coordinator;

import static dev.verdict.coordinator.KeptDeliveries.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.coordinator.usecase.webhook.DeliveryShelf;
import dev.verdict.coordinator.usecase.webhook.NewDelivery;
import dev.verdict.testkit.backing.Backing;
import dev.verdict.testkit.backing.Postgres;
import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Deliveries that share a commit, while the one before is held up by a lock on their table. */
@Timeout(120)
class DeliveryShelfIT {
  private static final String TRANSACTIONS =
      "select count(distinct xmin::text) from webhook_deliveries";
  private static final String DELIVERIES = "select count(*) from webhook_deliveries";

  /** As many commits are under way at once. */
  private static final int WRITERS = 2;

  @RegisterExtension static final Postgres postgres = Backing.postgres();

  private KeptDeliveries kept;

  @BeforeEach
  void open() {
    kept = new KeptDeliveries(postgres.freshDatabase());
  }

  @AfterEach
  void close() {
    kept.close();
  }

  /** Nobody writes while it is held; whoever wants to, waits. */
  private final class Held implements AutoCloseable {
    private final SqlConnection connection = await(kept.database.connect());

    Held() {
      await(
          connection
              .query("begin; lock table webhook_deliveries in access exclusive mode")
              .execute());
    }

    /** Returns when so many statements wait for the lock. */
    Held until(int waiting) {
      String asked =
          "select count(*) from pg_stat_activity where wait_event_type = 'Lock'"
              + " and datname = current_database()";
      while (await(connection.query(asked).execute()).iterator().next().getLong(0) < waiting) {
        Thread.onSpinWait();
      }
      return this;
    }

    long killThoseWhoWait() {
      return await(
              connection
                  .query(
                      "select count(pg_terminate_backend(pid)) from pg_stat_activity"
                          + " where wait_event_type = 'Lock' and datname = current_database()")
                  .execute())
          .iterator()
          .next()
          .getLong(0);
    }

    @Override
    public void close() {
      await(connection.query("commit").execute());
      await(connection.close());
    }
  }

  private static List<Future<DeliveryShelf.Kept>> keep(DeliveryShelf shelf, int from, int through) {
    List<Future<DeliveryShelf.Kept>> all = new ArrayList<>();
    for (int n = from; n <= through; n++) {
      all.add(shelf.keep(KeptDeliveries.nothing("other", n)));
    }
    return all;
  }

  @Test
  void whatWaitsTogetherIsCommittedTogether() {
    DeliveryShelf shelf = kept.shelf(1_000);
    List<Future<DeliveryShelf.Kept>> all = new ArrayList<>();
    try (Held held = new Held()) {
      all.addAll(keep(shelf, 1, WRITERS));
      held.until(1);
      all.addAll(keep(shelf, 1, 100));
      all.addAll(keep(shelf, 51, 150));
      assertThat(all).noneMatch(Future::isComplete);
    }
    await(Future.all(all));
    assertThat(kept.count(DELIVERIES)).isEqualTo(150);
    // One or both of the first, which nobody could join, and one for all others.
    assertThat(kept.count(TRANSACTIONS)).isLessThanOrEqualTo(WRITERS + 1);
    // Each came in for the first time once, and all are told the same id.
    assertThat(all.stream().filter(one -> !one.result().before())).hasSize(150);
    assertThat(ids(all.subList(WRITERS, WRITERS + 100)).subList(50, 100))
        .isEqualTo(ids(all.subList(WRITERS + 100, WRITERS + 150)));
    assertThat(all.get(WRITERS).result().id()).isEqualTo(all.get(0).result().id());
    assertThat(all.stream().map(one -> one.result().id()).collect(Collectors.toSet())).hasSize(150);
  }

  private static List<UUID> ids(List<Future<DeliveryShelf.Kept>> all) {
    return all.stream().map(one -> one.result().id()).toList();
  }

  /** PostgreSQL knows no text with a zero in it. */
  @Test
  void oneThatTheDatabaseRefusesFailsAlone() {
    DeliveryShelf shelf = kept.shelf(1_000);
    NewDelivery poison = KeptDeliveries.delivery("a\0b", new byte[] {1});
    List<Future<DeliveryShelf.Kept>> good = new ArrayList<>();
    Future<DeliveryShelf.Kept> bad;
    try (Held held = new Held()) {
      good.addAll(keep(shelf, 1, WRITERS));
      held.until(1);
      good.addAll(keep(shelf, 11, 40));
      bad = shelf.keep(poison);
      good.addAll(keep(shelf, 41, 70));
    }
    await(Future.all(good));
    assertThat(good).noneMatch(one -> one.result().before());
    await(Future.join(List.of(bad)).otherwiseEmpty());
    assertThat(bad.failed()).isTrue();
    assertThat(kept.count(DELIVERIES)).isEqualTo(60 + WRITERS);
    // Looked for by halves, not one by one.
    assertThat(kept.count(TRANSACTIONS)).isLessThan(20);
  }

  @Test
  void withoutADatabaseNoneIsAcknowledged() {
    DeliveryShelf shelf = kept.shelf(1_000);
    List<Future<DeliveryShelf.Kept>> all = new ArrayList<>();
    try (Held held = new Held()) {
      all.addAll(keep(shelf, 1, WRITERS));
      held.until(1);
      all.addAll(keep(shelf, 11, 60));
      // Those who wait, and those who take their place.
      while (all.stream().anyMatch(one -> !one.isComplete())) {
        held.killThoseWhoWait();
      }
    }
    assertThat(all).allMatch(Future::failed);
    assertThat(kept.count(DELIVERIES)).isZero();
    // The sender sends again, and now it is there.
    assertThat(await(keep(shelf, 1, 1).get(0)).before()).isFalse();
    assertThat(kept.count(DELIVERIES)).isEqualTo(1);
  }

  @Test
  void beyondItsBoundItTakesNoMore() {
    DeliveryShelf shelf = kept.shelf(10);
    List<Future<DeliveryShelf.Kept>> all = new ArrayList<>();
    try (Held held = new Held()) {
      all.addAll(keep(shelf, 1, WRITERS));
      held.until(1);
      all.addAll(keep(shelf, 11, 40));
      while (!all.getLast().isComplete()) {
        Thread.onSpinWait();
      }
    }
    await(Future.join(all).otherwiseEmpty());
    List<Future<DeliveryShelf.Kept>> refused = all.stream().filter(Future::failed).toList();
    assertThat(refused)
        .hasSize(20)
        .allMatch(one -> one.cause() instanceof DeliveryShelf.Full)
        .isEqualTo(all.subList(WRITERS + 10, all.size()));
    assertThat(kept.count(DELIVERIES)).isEqualTo(WRITERS + 10);
    assertThat(await(keep(shelf, 100, 100).get(0)).before()).isFalse();
  }
}
