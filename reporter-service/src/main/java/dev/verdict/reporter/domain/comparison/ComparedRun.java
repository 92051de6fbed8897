package dev.verdict.reporter.domain.comparison;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A run that is compared, or compared with. */
public record ComparedRun(
    UUID id,
    @Nullable String name,
    @Nullable String project,
    @Nullable String repository,
    @Nullable String branch,
    @Nullable String commitSha,
    Instant createdAt) {}
