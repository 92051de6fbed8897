package dev.verdict.reporter.usecase.dashboard;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A test of a run in a list; the last attempt of it, which is the one that counts. */
public record ListedTest(
    UUID run,
    UUID task,
    long sequence,
    UUID key,
    String testId,
    String name,
    @Nullable String place,
    Verdict verdict,
    double seconds,
    int attempt,
    @Nullable String message,
    @Nullable String type,
    @Nullable LostReason lostReason,
    boolean flaky) {}
