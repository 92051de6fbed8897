package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.plugin.webhook.WebhookDialect;
import io.vertx.core.Future;
import java.security.PublicKey;
import java.util.List;

/** The keys that a CI system publishes, for those that sign with a private one. */
@FunctionalInterface
public interface PublicKeys {
  PublicKeys NONE = (dialect, anew) -> Future.succeededFuture(List.of());

  /**
   * @param anew those that are known did not fit; asked again only when they are old enough
   */
  Future<List<PublicKey>> of(WebhookDialect dialect, boolean anew);

  /** Nobody tells them at the moment, so nobody can say whether a delivery is genuine. */
  final class Away extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Away(String provider, Throwable cause) {
      super("the public keys of " + provider + " cannot be asked for now", cause);
    }
  }
}
