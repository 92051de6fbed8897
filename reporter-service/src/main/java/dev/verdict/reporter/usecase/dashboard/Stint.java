package dev.verdict.reporter.usecase.dashboard;

import dev.verdict.contract.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One attempt of a task on a worker, from when to when; without an end it goes on. */
public record Stint(
    UUID task,
    int attempt,
    @Nullable String taskName,
    @Nullable String worker,
    Instant start,
    @Nullable Instant end,
    @Nullable Verdict verdict,
    @Nullable String reason) {}
