package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.DeliveryHistory.Request;
import dev.verdict.plugin.ci.DeliveryHistory.Sent;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.plugin.webhook.InboundRequest;
import dev.verdict.plugin.webhook.UnreadableWebhook;
import dev.verdict.plugin.webhook.WebhookDialect;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Of what a CI system tells again in its own words, what no delivery has told here: it is known by
 * what it says happened.
 */
final class UntoldEvents {
  private final LostDeliveries lost;
  private final WebhookDialect dialect;
  private final DeliveryHistory history;

  UntoldEvents(LostDeliveries lost, WebhookDialect dialect, DeliveryHistory history) {
    this.lost = lost;
    this.dialect = dialect;
    this.history = history;
  }

  /**
   * @param told null: it could not be had or read, which is for who takes it in to find out
   */
  private record Read(TakeLost.Missing missing, Optional<String> id, @Nullable List<Told> told) {}

  /**
   * @param since no delivery before that can have told it
   */
  Future<List<TakeLost.Missing>> of(List<Sent> candidates, Instant since) {
    Future<List<Read>> all = Future.succeededFuture(new ArrayList<>());
    for (Sent sent : candidates) {
      all =
          all.compose(
              before ->
                  read(sent)
                      .map(
                          read -> {
                            before.add(read);
                            return before;
                          }));
    }
    return all.compose(read -> untold(read, since));
  }

  private Future<Read> read(Sent sent) {
    return history
        .request(sent)
        .map(request -> read(sent, request))
        .recover(
            failure ->
                failure instanceof ConnectionError
                        || failure instanceof ResourceNotFoundError
                        || failure instanceof UnreadableWebhook
                    ? Future.succeededFuture(
                        new Read(new TakeLost.Missing(sent, null), Optional.empty(), null))
                    : Future.failedFuture(failure));
  }

  private Read read(Sent sent, Request request) {
    InboundRequest inbound = TakeLost.inbound(request);
    return new Read(
        new TakeLost.Missing(sent, request),
        dialect.deliveryId(inbound),
        Told.in(dialect, inbound));
  }

  private Future<List<TakeLost.Missing>> untold(List<Read> read, Instant since) {
    Set<String> keys = new HashSet<>();
    read.forEach(
        each -> {
          if (each.told() != null) {
            each.told().forEach(told -> keys.add(told.key()));
          }
        });
    Future<List<LostDeliveries.Known>> known =
        keys.isEmpty()
            ? Future.succeededFuture(List.of())
            : lost.told(dialect.provider(), keys, since);
    return known.map(
        told -> read.stream().filter(each -> isUntold(each, told)).map(Read::missing).toList());
  }

  /** What tells nothing that anybody can wait for is not missed. */
  private static boolean isUntold(Read read, List<LostDeliveries.Known> known) {
    return read.told() == null
        || read.told().stream()
            .anyMatch(told -> known.stream().noneMatch(other -> told.isSame(other, read.id())));
  }
}
