package dev.verdict.coordinator.inbound.http;

import dev.verdict.coordinator.domain.subscription.SigningSecret;
import dev.verdict.coordinator.domain.subscription.Subscription;
import dev.verdict.coordinator.domain.subscription.Terms;
import dev.verdict.coordinator.usecase.subscription.CheckTerms;
import dev.verdict.coordinator.usecase.subscription.DeliveryLedger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What {@code /api/v1/subscriptions} takes and gives. */
final class SubscriptionBodies {
  private SubscriptionBodies() {}

  record Request(
      @Nullable String name,
      String url,
      @Nullable List<String> types,
      @Nullable String project,
      @Nullable String branch,
      @Nullable String filter,
      String owner,
      @Nullable String description,
      @Nullable Map<String, String> headers) {
    private static final List<String> END_OF_A_RUN =
        List.of("dev.cdevents.testsuiterun.finished.*");

    Terms terms() {
      return new Terms(
          name == null ? host(url) : name,
          url,
          types == null ? END_OF_A_RUN : types,
          project,
          branch,
          filter,
          owner,
          description,
          headers == null ? Map.of() : headers);
    }

    private static String host(String url) {
      try {
        String host = URI.create(url).getHost();
        return host == null ? "unnamed" : host;
      } catch (IllegalArgumentException e) {
        return "unnamed";
      }
    }
  }

  /**
   * A subscription.
   *
   * @param secret only where it was just made
   * @param headers names only: their values are never shown
   */
  record View(
      UUID id,
      String name,
      String source,
      String url,
      List<String> types,
      @Nullable String project,
      @Nullable String branch,
      @Nullable String filter,
      String owner,
      @Nullable String description,
      Map<String, String> headers,
      @Nullable String secret,
      String state,
      @Nullable String stateReason,
      Instant stateSince,
      int failures,
      @Nullable Instant failingSince,
      @Nullable Instant heldUntil,
      @Nullable Instant lastSuccessAt,
      @Nullable Instant previousSecretUntil,
      long waiting,
      Instant createdAt,
      String createdBy,
      Instant updatedAt) {
    static View of(Subscription subscription) {
      return of(subscription, null);
    }

    static View of(Subscription one, @Nullable SigningSecret secret) {
      Terms terms = one.terms();
      Map<String, String> headers = new TreeMap<>();
      terms.headers().keySet().forEach(name -> headers.put(name, CheckTerms.HIDDEN));
      return new View(
          one.id(),
          terms.name(),
          one.fromFile() ? "file" : "api",
          terms.url(),
          terms.types(),
          terms.project(),
          terms.branch(),
          terms.filter(),
          terms.owner(),
          terms.description(),
          headers,
          secret == null ? null : secret.reveal(),
          one.state().word(),
          one.stateReason(),
          one.stateSince(),
          one.failures(),
          one.failingSince(),
          one.heldUntil(),
          one.lastSuccessAt(),
          one.previousSecretUntil(),
          one.waiting(),
          one.createdAt(),
          one.createdBy(),
          one.updatedAt());
    }
  }

  /** A delivery; the tries only where one is asked for alone. */
  record DeliveryView(
      UUID id,
      UUID subscriptionId,
      String webhookId,
      String type,
      @Nullable UUID runId,
      String state,
      int attempts,
      int replays,
      Instant eventAt,
      Instant queuedAt,
      @Nullable Instant finishedAt,
      @Nullable Instant nextTryAt,
      @Nullable List<Map<String, Object>> tries) {
    static DeliveryView of(DeliveryLedger.Entry entry, boolean withTries) {
      return new DeliveryView(
          entry.id(),
          entry.subscriptionId(),
          entry.eventId(),
          entry.type(),
          entry.runId(),
          entry.state(),
          entry.attempts(),
          entry.replays(),
          entry.eventAt(),
          entry.queuedAt(),
          entry.finishedAt(),
          entry.nextTryAt(),
          withTries ? entry.tries() : null);
    }
  }

  record Rotation(@Nullable Integer keepPreviousSeconds) {}

  record ReplayRequest(@Nullable UUID runId, @Nullable Instant from, @Nullable Instant to) {}

  record Replayed(int deliveries) {}

  record Tested(
      String webhookId, String outcome, @Nullable Integer status, long durationMs, String answer) {}
}
