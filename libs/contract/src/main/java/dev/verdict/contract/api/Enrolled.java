package dev.verdict.contract.api;

import java.util.UUID;

/**
 * What a worker needs from now on.
 *
 * @param id new at each enrolment
 * @param token for everything it says; renewed by each {@link HeartbeatReply}
 * @param tokenSeconds how long the token is valid
 * @param leaseSeconds how long a lease lasts without a heartbeat
 * @param heartbeatSeconds how often to tell
 */
public record Enrolled(
    UUID id, String token, int tokenSeconds, int leaseSeconds, double heartbeatSeconds) {}
