package dev.verdict.worker.usecase.attempt;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * The tests, where they lie now.
 *
 * @param testFile the file that the task names, relative to the root, with {@code /}
 */
record PlacedSource(Path root, @Nullable String testFile) {}
