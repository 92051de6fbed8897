package dev.verdict.coordinator;

import dev.verdict.ci.http.Trust;
import dev.verdict.coordinator.domain.subscription.AddressRules;
import dev.verdict.coordinator.inbound.http.SubscriptionDeliveriesApi;
import dev.verdict.coordinator.inbound.http.SubscriptionsApi;
import dev.verdict.coordinator.outbound.kafka.OutgoingRecords;
import dev.verdict.coordinator.outbound.pg.PgDeliveryQueue;
import dev.verdict.coordinator.outbound.pg.PgEventFeed;
import dev.verdict.coordinator.outbound.pg.PgSubscriptionDeliveries;
import dev.verdict.coordinator.outbound.pg.PgSubscriptionFigures;
import dev.verdict.coordinator.outbound.pg.PgSubscriptions;
import dev.verdict.coordinator.outbound.webhook.PinnedReceiver;
import dev.verdict.coordinator.outbound.webhook.SystemLookup;
import dev.verdict.coordinator.usecase.subscription.CheckTerms;
import dev.verdict.coordinator.usecase.subscription.FollowEvents;
import dev.verdict.coordinator.usecase.subscription.ManageSubscriptions;
import dev.verdict.coordinator.usecase.subscription.ReplayDeliveries;
import dev.verdict.coordinator.usecase.subscription.ServeSubscriptions;
import dev.verdict.coordinator.usecase.subscription.TryReceiver;
import dev.verdict.runtime.http.Operations;
import dev.verdict.runtime.outbox.Outbox;
import dev.verdict.runtime.pg.Database;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Subscriptions and their deliveries, wired by hand. */
final class OutboundWebhooks {
  private static final Logger LOG = LoggerFactory.getLogger(OutboundWebhooks.class);
  private static final Duration FIGURES_EVERY = Duration.ofSeconds(5);
  private static final Duration SWEEP_EVERY = Duration.ofMinutes(1);

  private final Vertx vertx;
  private final SubscriptionSettings settings;
  private final SubscriptionMeters meters;
  private final PgSubscriptions subscriptions;
  private final PgSubscriptionDeliveries ledger;
  private final PgSubscriptionFigures figures;
  private final SystemLookup names;
  private final PinnedReceiver receiver;
  private final FollowEvents follow;
  private final ServeSubscriptions serve;
  private final ManageSubscriptions manage;
  private long figuresTimer = -1;
  private long broom = -1;

  OutboundWebhooks(
      Vertx vertx,
      SubscriptionSettings settings,
      Database database,
      Outbox outbox,
      OutgoingRecords records,
      MeterRegistry registry) {
    this.vertx = vertx;
    this.settings = settings;
    meters = new SubscriptionMeters(registry);
    subscriptions = new PgSubscriptions(database, outbox, settings.keys());
    ledger = new PgSubscriptionDeliveries(vertx, database, records);
    figures = new PgSubscriptionFigures(database);
    names = new SystemLookup(vertx);
    AddressRules rules = new AddressRules(settings.allow());
    receiver =
        new PinnedReceiver(
            vertx,
            new PinnedReceiver.Limits(
                settings.connectTimeout(),
                settings.timeout(),
                settings.httpAllowed(),
                settings.caFile() == null
                    ? null
                    : Trust.with("coordinator.subscriptions.ca_file", settings.caFile())),
            rules,
            names,
            InstantSource.system());
    serve =
        new ServeSubscriptions(
            vertx,
            new PgDeliveryQueue(database, settings.keys(), records),
            receiver,
            subscriptions,
            new ServeSubscriptions.Rules(
                settings.concurrency(),
                settings.lease(),
                settings.schedule(),
                settings.parkAfter()),
            meters::tried);
    follow =
        new FollowEvents(
            vertx, new PgEventFeed(vertx, database, records), subscriptions, serve::wake);
    outbox.onCommitted(follow::wake);
    manage =
        new ManageSubscriptions(
            subscriptions, new CheckTerms(settings.httpAllowed(), rules), serve::wake);
  }

  void register(Operations operations) {
    new SubscriptionsApi(
            subscriptions,
            manage,
            new TryReceiver(subscriptions, receiver, InstantSource.system(), meters::tried))
        .register(operations);
    new SubscriptionDeliveriesApi(manage, ledger, new ReplayDeliveries(manage, ledger, serve::wake))
        .register(operations);
  }

  Future<Void> start() {
    return subscriptions
        .declare(settings.declared())
        .onSuccess(
            declared -> {
              if (!settings.keys().seals()) {
                LOG.info(
                    "coordinator.subscriptions.keys: none: secrets of subscriptions are kept as"
                        + " they are in PostgreSQL");
              }
              follow.start();
              serve.start();
              figuresTimer = vertx.setPeriodic(1, FIGURES_EVERY.toMillis(), tick -> measure());
              broom = vertx.setPeriodic(SWEEP_EVERY.toMillis(), tick -> sweep());
            });
  }

  private void measure() {
    figures
        .read()
        .onSuccess(meters::figures)
        .onFailure(failure -> LOG.warn("Subscriptions not measured: {}", failure.toString()));
  }

  private void sweep() {
    figures
        .sweep(settings.retention())
        .onSuccess(
            givenUp -> {
              meters.givenUp(givenUp);
              if (givenUp > 0) {
                LOG.warn(
                    "{} deliveries have waited for longer than {} days and are given up",
                    givenUp,
                    settings.retention().toDays());
              }
            })
        .onFailure(failure -> LOG.warn("Deliveries not swept: {}", failure.toString()));
  }

  Future<Void> stop() {
    vertx.cancelTimer(figuresTimer);
    vertx.cancelTimer(broom);
    return Future.join(follow.stop(), serve.stop())
        .<Void>mapEmpty()
        .eventually(receiver::close)
        .eventually(names::close);
  }
}
