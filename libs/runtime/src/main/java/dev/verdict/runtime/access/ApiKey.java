package dev.verdict.runtime.access;

import java.time.OffsetDateTime;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What is known of a key; never its secret. */
public record ApiKey(
    UUID id,
    String name,
    Set<Scope> scopes,
    OffsetDateTime createdAt,
    String createdBy,
    @Nullable OffsetDateTime expiresAt,
    @Nullable OffsetDateTime revokedAt,
    @Nullable OffsetDateTime lastUsedAt) {}
