package dev.verdict.reporter.domain.comparison;

import dev.verdict.contract.Verdict;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One test of a run, and how it stood before.
 *
 * @param message the first line of what went wrong
 * @param knownOnBase whether one of the compared runs of the base branch has it
 * @param badRunsBefore in how many of the newest compared runs on end it was bad
 * @param badSince the oldest of these
 * @param flakyProbability that it fails by chance, where that is known
 * @param quarantined whether its failure is shown and does not count for the gate
 */
public record ComparedTest(
    UUID testKey,
    String testId,
    String name,
    @Nullable String suite,
    @Nullable String className,
    @Nullable String file,
    UUID taskId,
    int attempt,
    Verdict verdict,
    @Nullable String message,
    @Nullable String type,
    boolean knownOnBase,
    int badRunsBefore,
    @Nullable UUID badSince,
    @Nullable Double flakyProbability,
    boolean quarantined) {}
