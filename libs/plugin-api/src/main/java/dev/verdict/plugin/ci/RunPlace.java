package dev.verdict.plugin.ci;

import org.jspecify.annotations.Nullable;

/**
 * Where a run says that it is from. Whoever started it may say so.
 *
 * @param repository as the CI system calls it; null where nobody said it
 * @param runId by which the CI system knows the run; null where it is not about a certain one
 */
public record RunPlace(@Nullable String repository, @Nullable String runId) {}
