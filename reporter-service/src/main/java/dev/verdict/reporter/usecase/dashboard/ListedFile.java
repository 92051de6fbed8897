package dev.verdict.reporter.usecase.dashboard;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A file that an attempt left. Without an id it was not kept, and the problem says why. */
public record ListedFile(
    UUID run,
    long sequence,
    @Nullable String runName,
    UUID task,
    @Nullable String taskName,
    int attempt,
    @Nullable String id,
    String name,
    String path,
    long bytes,
    String type,
    @Nullable String problem,
    Instant at) {}
