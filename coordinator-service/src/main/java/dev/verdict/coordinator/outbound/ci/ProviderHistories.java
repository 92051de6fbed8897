package dev.verdict.coordinator.outbound.ci;

import dev.verdict.ci.RepositoryProviders;
import dev.verdict.coordinator.usecase.webhook.LostDeliveries;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.DeliveryHistory;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import io.vertx.core.Future;

/** The providers whose CI system remembers the webhooks that it has sent. */
public final class ProviderHistories {
  private final RepositoryProviders providers;

  public ProviderHistories(RepositoryProviders providers) {
    this.providers = providers;
  }

  public Future<DeliveryHistory> of(LostDeliveries.Place place) {
    try {
      CiProvider provider =
          providers.of(place.provider(), place.repository(), Operation.LIST_DELIVERIES);
      return provider instanceof DeliveryHistory history
          ? Future.succeededFuture(history)
          : Future.failedFuture(
              new ConfigurationError(
                  Failure.of(
                      place.provider(),
                      Operation.LIST_DELIVERIES,
                      "it does not tell what webhooks it has sent",
                      "remove webhooks." + place.provider() + ".reconcile")));
    } catch (CiProviderError refused) {
      return Future.failedFuture(refused);
    }
  }
}
