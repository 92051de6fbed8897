package dev.verdict.plugin.ci;

import java.net.URI;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A run that shall be shown in the CI system.
 *
 * @param externalId our id of the run; a second call with the same finds what the first has made
 * @param name what people read, such as "unit tests"
 * @param buildId the run of the CI system that this belongs to
 * @param detailsUrl where our own page of the run is
 */
public record NewTestRun(
    String externalId,
    String name,
    @Nullable String buildId,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable String prNumber,
    @Nullable URI detailsUrl,
    @Nullable Instant startedAt) {}
