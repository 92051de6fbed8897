package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Subscription;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.usecase.RequestKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The subscriptions that there are. */
public interface Subscriptions {
  /**
   * @param before whether the same request had made it before
   */
  record Kept(UUID id, boolean before) {}

  /** One that a file declares, with one secret, or two while they are changed. */
  record Declared(Terms terms, List<SigningSecret> secrets) {}

  /** Where deliveries go now. */
  record Target(UUID id, Terms terms, List<SigningSecret> secrets) {}

  /** There is no room for one more. */
  final class TooMany extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public TooMany(int most) {
      super("subscriptions: there are " + most + " already (expected: one removed before)");
    }
  }

  /** Failed with {@link TooMany} when there is no room. */
  Future<Kept> create(Terms terms, SigningSecret secret, String by, Optional<RequestKey> key);

  Future<Optional<Subscription>> find(UUID id);

  /** The newest first, after the one named. */
  Future<List<Subscription>> list(
      @Nullable UUID after, @Nullable SubscriptionState state, int most);

  Future<Void> replace(UUID id, Terms terms);

  Future<Void> delete(UUID id);

  /** From now on; what waits stays. False when it was so before, or is not there. */
  Future<Boolean> suspend(UUID id, SubscriptionState state, String reason);

  /** Sends again what waits, at once. */
  Future<Void> resume(UUID id);

  /** The secret before stays valid for so long beside the new one. */
  Future<Void> rotate(UUID id, SigningSecret secret, Duration keepPrevious);

  /** What the file says holds: others that came from a file are gone. */
  Future<Void> declare(List<Declared> declared);

  Future<Optional<Target>> target(UUID id);
}
