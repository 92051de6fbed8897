package dev.verdict.contract.api;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A test as it stands.
 *
 * @param verdict absent until it has one
 * @param planned whether the plan named it; others joined when a report arrived
 * @param flaky whether it passed only after it had failed in this run
 */
public record TestView(
    String id,
    UUID runId,
    UUID taskId,
    int attempt,
    @Nullable String suite,
    @Nullable String className,
    String name,
    @Nullable String file,
    @Nullable Verdict verdict,
    @Nullable LostReason lostReason,
    double seconds,
    @Nullable String message,
    @Nullable String type,
    @Nullable String detail,
    boolean planned,
    boolean flaky) {}
