package dev.verdict.plugin.ci;

import java.time.Duration;

/** How many tests ended how. */
public record TestCounts(int total, int passed, int failed, int skipped, Duration duration) {}
