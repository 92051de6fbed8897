package dev.verdict.runtime.access;

import dev.verdict.runtime.settings.Secret;
import java.time.Instant;

/** What a worker shows instead of its key, for a short time. */
public record WorkerToken(Secret token, Instant expiresAt) {}
