package dev.verdict.contract.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Where in a CI system a run belongs. */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record CiContext(
    @Nullable String provider,
    @Nullable String repository,
    @Nullable String buildId,
    @Nullable String commitSha,
    @Nullable String branch,
    @Nullable String prNumber,
    @Nullable String url) {}
