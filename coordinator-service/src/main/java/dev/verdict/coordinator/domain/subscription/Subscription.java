package dev.verdict.coordinator.domain.subscription;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A subscription as it stands.
 *
 * @param fromFile whether verdict.yaml declares it: then it is changed there and nowhere else
 * @param stateReason why it is not active
 * @param failures deliveries that failed in a row
 * @param failingSince since when nothing has arrived
 * @param heldUntil nothing is tried before
 * @param previousSecretUntil so long each delivery carries the signature of the secret before as
 *     well
 * @param waiting how many deliveries wait
 */
public record Subscription(
    UUID id,
    Terms terms,
    boolean fromFile,
    SubscriptionState state,
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
    Instant updatedAt) {}
