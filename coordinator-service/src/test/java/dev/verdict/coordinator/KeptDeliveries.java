package dev.verdict.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;

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
import dev.verdict.embedded.PostgresAccess;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import dev.verdict.runtime.pg.Migrations;
import dev.verdict.runtime.settings.PostgresSettings;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** Deliveries that were kept, and who processes them, without HTTP; every push starts a run. */
final class KeptDeliveries implements AutoCloseable {
  final Vertx vertx = Vertx.vertx();
  final Database database;
  final PgTriggerCatalog triggers;
  private final Database taking;

  KeptDeliveries(PostgresAccess access) {
    PostgresSettings settings =
        PostgresSettings.of(
            access.host(), access.port(), access.database(), access.user(), access.password());
    await(Migrations.run(vertx, settings, "coordinator"));
    database = Database.open(vertx, settings, "coordinator");
    taking = Database.open(vertx, settings, "coordinator");
    triggers = new PgTriggerCatalog(database);
    await(
        triggers.reconcile(
            List.of(new TriggerSpec("all", null, null, "start-run", null, null, null))));
  }

  static <T> T await(Future<T> future) {
    return RunningCoordinator.await(future);
  }

  @Override
  public void close() {
    await(taking.close());
    await(database.close());
    await(vertx.close());
  }

  /**
   * @param queue how many may wait
   */
  DeliveryShelf shelf(int queue) {
    return new PgDeliveryShelf(vertx, database, queue);
  }

  DeliveryLedger ledger() {
    var outbox = new Outbox();
    return new PgDeliveryLedger(
        taking,
        outbox,
        new PgRunLedger(taking, outbox, settled -> {}),
        new PgShelf(database, outbox),
        new CloseAttempt(new FinishRun(), Clock.systemUTC()),
        () -> {});
  }

  SettleDelivery settle() {
    return new SettleDelivery(vertx, Dialects.load(), new SubmissionDesk(5_000), Set.of());
  }

  /** One that gives up after four attempts. */
  ProcessDeliveries coordinator(DeliveryLedger ledger, CountDownLatch settled) {
    return new ProcessDeliveries(
        vertx,
        ledger,
        triggers,
        settle(),
        new ProcessDeliveries.Patience(Duration.ofMillis(50), 4),
        (provider, outcome) -> settled.countDown());
  }

  static NewDelivery push(int n) {
    return delivery("push", Json.bytes(WebhookSender.push("acme/shop", "branch-" + n, 'a')));
  }

  /** Nothing comes of it. */
  static NewDelivery nothing(String kind, int n) {
    return delivery(kind, Json.bytes(Map.of("kind", kind, "n", n)));
  }

  static NewDelivery delivery(String event, byte[] body) {
    return delivery(event, body, false);
  }

  /** As it is kept when it is large; these bytes are no gzip. */
  static NewDelivery broken() {
    return delivery("push", "no gzip".getBytes(UTF_8), true);
  }

  private static NewDelivery delivery(String event, byte[] body, boolean gzip) {
    return new NewDelivery(
        Ids.next(),
        "fake",
        sha256(body),
        null,
        event,
        "acme/shop",
        "127.0.0.1",
        Map.of(),
        Map.of(),
        body,
        gzip,
        body.length,
        false);
  }

  private static byte[] sha256(byte[] body) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(body);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  long count(String sql) {
    return await(
        database.pool().query(sql).execute().map(rows -> rows.iterator().next().getLong(0)));
  }

  String text(String sql) {
    return await(
        database.pool().query(sql).execute().map(rows -> rows.iterator().next().getString(0)));
  }
}
