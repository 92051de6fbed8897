package dev.verdict.coordinator.usecase.subscription;

import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Subscription;
import dev.verdict.coordinator.domain.subscription.SubscriptionState;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.usecase.RequestKey;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Subscriptions are made, changed, stopped and started again by those who may. */
public final class ManageSubscriptions {
  /**
   * @param secret only where it was just made
   */
  public record Made(Subscription subscription, @Nullable SigningSecret secret) {}

  /** There is none of that id. */
  public static final class UnknownSubscription extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public UnknownSubscription(UUID id) {
      super("subscription: " + id + " (expected: one that exists)");
    }
  }

  /** What a file declares is changed in that file. */
  public static final class DeclaredInFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    DeclaredInFile(String name) {
      super(
          "subscription: verdict.yaml declares it as "
              + name
              + " (expected: a change of subscriptions."
              + name
              + " there)");
    }
  }

  private final Subscriptions subscriptions;
  private final CheckTerms check;
  private final Consumer<Set<UUID>> resumed;

  /**
   * @param resumed is told who may have something due now
   */
  public ManageSubscriptions(
      Subscriptions subscriptions, CheckTerms check, Consumer<Set<UUID>> resumed) {
    this.subscriptions = subscriptions;
    this.check = check;
    this.resumed = resumed;
  }

  /** The secret is told once: who sends the same request again is told of it without. */
  public Future<Made> create(Terms terms, String by, Optional<RequestKey> key) {
    SigningSecret secret = SigningSecret.generate();
    return subscriptions
        .create(check.check(terms), secret, by, key)
        .compose(
            kept -> find(kept.id()).map(made -> new Made(made, kept.before() ? null : secret)));
  }

  public Future<Subscription> find(UUID id) {
    return subscriptions
        .find(id)
        .map(found -> found.orElseThrow(() -> new UnknownSubscription(id)));
  }

  public Future<Subscription> replace(UUID id, Terms terms) {
    Terms checked = check.check(terms);
    return changeable(id)
        .compose(found -> subscriptions.replace(id, checked))
        .compose(done -> find(id));
  }

  public Future<Void> delete(UUID id) {
    return changeable(id).compose(found -> subscriptions.delete(id));
  }

  public Future<Made> rotate(UUID id, Duration keepPrevious) {
    SigningSecret secret = SigningSecret.generate();
    return changeable(id)
        .compose(found -> subscriptions.rotate(id, secret, keepPrevious))
        .compose(done -> find(id))
        .map(found -> new Made(found, secret));
  }

  public Future<Subscription> pause(UUID id, String by) {
    return find(id)
        .compose(found -> subscriptions.suspend(id, SubscriptionState.PAUSED, "paused by " + by))
        .compose(done -> find(id));
  }

  public Future<Subscription> resume(UUID id) {
    return find(id)
        .compose(found -> subscriptions.resume(id))
        .onSuccess(done -> resumed.accept(Set.of(id)))
        .compose(done -> find(id));
  }

  private Future<Subscription> changeable(UUID id) {
    return find(id)
        .map(
            found -> {
              if (found.fromFile()) {
                throw new DeclaredInFile(found.terms().name());
              }
              return found;
            });
  }
}
