package dev.verdict.contract.api;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A worker as the coordinator sees it.
 *
 * @param status {@code active}, {@code draining}, {@code lost} or {@code gone}
 */
public record WorkerView(
    UUID id,
    String name,
    String status,
    int slots,
    int busy,
    Requirements capabilities,
    List<String> types,
    @Nullable String version,
    Instant enrolledAt,
    Instant lastSeen) {}
