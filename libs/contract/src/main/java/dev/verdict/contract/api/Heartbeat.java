package dev.verdict.contract.api;

import dev.verdict.contract.message.AttemptRef;
import java.util.List;

/**
 * {@code POST /api/v1/workers/{id}/heartbeat}: renews all leases in database time.
 *
 * @param attempts everything that the worker holds, also what has not started yet
 * @param draining whether the worker wants nothing more
 */
public record Heartbeat(List<AttemptRef> attempts, boolean draining) {}
