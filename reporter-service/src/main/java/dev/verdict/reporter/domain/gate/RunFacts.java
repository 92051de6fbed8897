package dev.verdict.reporter.domain.gate;

import org.jspecify.annotations.Nullable;

/**
 * What is known of a run that has ended.
 *
 * @param reason why it ended as it did, for a run that says nothing of its tests
 * @param bad tests that are not good, {@code quarantinedBad} of them excused
 * @param taskFailures tasks that are bad although none of their tests is, as by their exit code
 * @param newBad of the bad ones that are not excused, those that are new here
 * @param compared whether there was anything to compare with
 * @param coverage in percent, where somebody measured it
 */
public record RunFacts(
    boolean cancelled,
    String reason,
    int passed,
    int skipped,
    int bad,
    int quarantinedBad,
    int taskFailures,
    int newBad,
    boolean compared,
    int passedOnRetry,
    int missing,
    int planned,
    int accounted,
    double seconds,
    @Nullable Double coverage) {}
