package dev.verdict.reporter.domain.failure;

import dev.verdict.reports.failure.Failure;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One test that went wrong in a run, as it ended there. */
public record BadResult(
    UUID taskId,
    long sequence,
    int attempt,
    UUID testKey,
    String testId,
    @Nullable String worker,
    Failure failure) {}
