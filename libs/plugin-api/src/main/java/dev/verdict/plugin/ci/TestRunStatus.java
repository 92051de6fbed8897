package dev.verdict.plugin.ci;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a run of the CI system stands.
 *
 * @param word what the CI system said, as it said it
 */
public record TestRunStatus(
    String id,
    RunState state,
    String word,
    @Nullable URI url,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable String prNumber,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {}
