package dev.verdict.reporter.usecase.dashboard;

import org.jspecify.annotations.Nullable;

/** What a test said when it did not pass. */
public record Evidence(@Nullable String message, @Nullable String detail) {}
