package dev.verdict.coordinator;

import dev.verdict.ci.webhook.SenderGuess;
import dev.verdict.coordinator.inbound.http.DeliveriesApi;
import dev.verdict.coordinator.inbound.http.TriggersApi;
import dev.verdict.coordinator.inbound.webhook.WebhookIntake;
import dev.verdict.coordinator.outbound.http.FetchedPublicKeys;
import dev.verdict.coordinator.outbound.pg.PgDeliveryArchive;
import dev.verdict.coordinator.outbound.pg.PgDeliveryLedger;
import dev.verdict.coordinator.outbound.pg.PgDeliveryShelf;
import dev.verdict.coordinator.outbound.pg.PgDeliverySweep;
import dev.verdict.coordinator.outbound.pg.PgLostDeliveries;
import dev.verdict.coordinator.outbound.pg.PgRefusalLog;
import dev.verdict.coordinator.outbound.pg.PgRunLedger;
import dev.verdict.coordinator.outbound.pg.PgShelf;
import dev.verdict.coordinator.outbound.pg.PgTriggerCatalog;
import dev.verdict.coordinator.usecase.CloseAttempt;
import dev.verdict.coordinator.usecase.FinishRun;
import dev.verdict.coordinator.usecase.SubmissionDesk;
import dev.verdict.coordinator.usecase.webhook.CheckSender;
import dev.verdict.coordinator.usecase.webhook.DryRun;
import dev.verdict.coordinator.usecase.webhook.FindLost;
import dev.verdict.coordinator.usecase.webhook.FullCommits;
import dev.verdict.coordinator.usecase.webhook.LostDeliveries;
import dev.verdict.coordinator.usecase.webhook.Outcome;
import dev.verdict.coordinator.usecase.webhook.ProcessDeliveries;
import dev.verdict.coordinator.usecase.webhook.ReceiveDelivery;
import dev.verdict.coordinator.usecase.webhook.SettleDelivery;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.webhook.WebhookDialect;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Webhooks in, wired: taken in, kept, processed, looked at. */
final class Webhooks {
  private final Vertx vertx;
  private final WebhookSettings settings;
  private final Map<String, WebhookDialect> dialects = Dialects.load();
  private final PgTriggerCatalog triggers;
  private final PgDeliveryArchive archive;
  private final ProcessDeliveries process;
  private final WebhookIntake intake;
  private final PgDeliverySweep sweep;
  private final FindLost findLost;

  /**
   * @param taking a pool of its own for the transactions that take effect: within them another
   *     connection is needed now and then, and nobody must wait for himself
   * @param histories who remembers what was sent
   * @param commits who tells all digits of a commit
   * @param changed is told when there is something new to schedule
   */
  Webhooks(
      Vertx vertx,
      WebhookSettings settings,
      Database database,
      Database taking,
      Outbox outbox,
      SubmissionDesk desk,
      CoordinatorMeters meters,
      Function<LostDeliveries.Place, Future<DeliveryHistory>> histories,
      FullCommits commits,
      Runnable changed) {
    this.vertx = vertx;
    this.settings = settings;
    meters.expectWebhooks(dialects.keySet());
    meters.expectLostWebhooks(askedFor(settings.follow()));
    this.triggers = new PgTriggerCatalog(database);
    this.archive = new PgDeliveryArchive(database);
    var ledger =
        new PgDeliveryLedger(
            taking,
            outbox,
            new PgRunLedger(taking, outbox, meters::settled),
            new PgShelf(database, outbox),
            new CloseAttempt(new FinishRun(), Clock.systemUTC()),
            changed);
    this.process =
        new ProcessDeliveries(
            vertx,
            ledger,
            triggers,
            new SettleDelivery(
                vertx,
                dialects,
                desk,
                askedFor(settings.follow()),
                settings.follow().reconciling().retold(),
                commits),
            ProcessDeliveries.Patience.USUAL,
            (provider, outcome) -> meters.delivery(provider, outcome.word()));
    var refusals = new PgRefusalLog(vertx, database);
    var receive =
        new ReceiveDelivery(
            vertx,
            new CheckSender(
                settings.secrets(),
                new FetchedPublicKeys(vertx, settings.keyUrls()),
                SenderGuess::mistake),
            new PgDeliveryShelf(vertx, database, settings.queue()),
            (provider, source, why) -> {
              meters.delivery(provider, Outcome.REFUSED.word());
              refusals.refused(provider, source, why);
            },
            process::wake);
    this.intake =
        new WebhookIntake(
            vertx,
            dialects,
            receive,
            new WebhookIntake.Limits(
                settings.bodyLimit(),
                settings.bodyTime(),
                settings.perSecond(),
                settings.memory(),
                settings.proxies()),
            meters::webhook);
    this.findLost =
        new FindLost(
            vertx,
            settings.follow().reconciling(),
            new PgLostDeliveries(database, histories),
            dialects,
            receive,
            meters::lostWebhook,
            Clock.systemUTC());
    this.sweep = new PgDeliverySweep(vertx, database, refusals, settings.retention());
  }

  private static Set<String> askedFor(FollowSettings settings) {
    return settings.reconciling().places().stream()
        .map(LostDeliveries.Place::provider)
        .collect(Collectors.toSet());
  }

  Future<Webhooks> start() {
    return triggers
        .reconcile(settings.triggers())
        .map(
            reconciled -> {
              process.start();
              sweep.start();
              findLost.start();
              return this;
            });
  }

  WebhookIntake intake() {
    return intake;
  }

  void register(Operations operations) {
    intake.register(operations);
    new DeliveriesApi(archive, process::wake).register(operations);
    new TriggersApi(triggers, archive, new DryRun(vertx, triggers), dialects).register(operations);
  }

  Future<Void> stop() {
    sweep.stop();
    return findLost.stop().transform(stopped -> process.stop());
  }
}
