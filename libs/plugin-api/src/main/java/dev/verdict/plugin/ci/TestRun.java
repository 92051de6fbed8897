package dev.verdict.plugin.ci;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * A test run in the CI system.
 *
 * @param id given back to the same provider; only it knows what it means
 * @param url where people see it
 */
public record TestRun(String id, @Nullable URI url) {}
