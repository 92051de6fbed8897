package dev.verdict.reporter.domain.flaky;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.verdict.reporter.domain.comparison.KnownTest;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A test that fails by chance.
 *
 * @param lastRun the last run that it was judged with
 * @param quarantine the open one that it is in
 */
public record FlakyTest(
    String project,
    @JsonUnwrapped KnownTest test,
    @JsonUnwrapped FlakyJudgement judgement,
    UUID lastRun,
    Instant updatedAt,
    @Nullable UUID quarantine) {}
