package dev.verdict.reporter.domain.trend;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A figure of one run.
 *
 * @param value the median where the run has several
 */
public record Point(UUID runId, @Nullable String commitSha, Instant at, double value) {}
