package dev.verdict.plugin.runner;

import org.jspecify.annotations.Nullable;

/**
 * A test that a tool says it has.
 *
 * @param id the stable identity, see {@link TestRunner#identity}
 * @param name what people call it
 * @param file the file it stands in, relative to the root, where known
 */
public record ListedTest(String id, String name, @Nullable String file) {}
