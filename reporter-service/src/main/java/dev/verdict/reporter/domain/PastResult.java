package dev.verdict.reporter.domain;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One attempt of one test, seen from the test.
 *
 * @param latest whether it is the one that counts in its run
 */
public record PastResult(
    UUID runId,
    @Nullable String runName,
    @Nullable String project,
    @Nullable String branch,
    @Nullable String commitSha,
    UUID taskId,
    long sequence,
    int attempt,
    String testId,
    String name,
    Verdict verdict,
    double seconds,
    @Nullable String message,
    @Nullable String type,
    @Nullable LostReason lostReason,
    int reruns,
    Instant recordedAt,
    boolean latest) {}
