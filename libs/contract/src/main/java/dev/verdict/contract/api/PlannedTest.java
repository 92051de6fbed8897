package dev.verdict.contract.api;

import org.jspecify.annotations.Nullable;

/** A test that the plan names. The id is the stable identity that the report will use. */
public record PlannedTest(String id, String name, @Nullable String file) {}
