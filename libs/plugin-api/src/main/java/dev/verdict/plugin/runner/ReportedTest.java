package dev.verdict.plugin.runner;

import org.jspecify.annotations.Nullable;

/** A {@code testcase} of a JUnit XML report, as it stands there. */
public record ReportedTest(
    @Nullable String suite, @Nullable String className, String name, @Nullable String file) {}
