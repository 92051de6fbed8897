package dev.verdict.ci.environment;

import org.jspecify.annotations.Nullable;

/**
 * What a CI job says about itself.
 *
 * @param provider the name of the provider for it
 * @param repository as that provider calls it
 * @param buildId by which the provider finds the run
 * @param commitSha what was pushed, not a merge that exists only in the job
 * @param branch the source of a pull request
 * @param url where people see the run
 */
public record CiEnvironment(
    String provider,
    @Nullable String repository,
    @Nullable String buildId,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable String prNumber,
    @Nullable String url) {}
