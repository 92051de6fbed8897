package dev.verdict.plugin.ci;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A mark on a commit.
 *
 * @param commitSha null where the provider knows it from its settings
 * @param context which of our marks: a second one with the same replaces the first
 * @param description one line; a provider cuts what its CI system does not take
 */
public record BuildStatus(
    @Nullable String commitSha,
    RunState state,
    String context,
    String description,
    @Nullable URI targetUrl,
    @Nullable String branch,
    @Nullable String prNumber) {}
