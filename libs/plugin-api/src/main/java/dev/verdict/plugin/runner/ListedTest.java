package dev.verdict.plugin.runner;

import org.jspecify.annotations.Nullable;

/**
 * A test that a tool says it has.
 *
 * @param id the stable identity, see {@link TestRunner#identity}
 * @param name what people call it
 * @param file the file it stands in, relative to the root, where known
 * @param many whether it stands for tests that only a run can name, such as those of a factory; the
 *     plan then names the files of the unit and not its tests
 */
public record ListedTest(String id, String name, @Nullable String file, boolean many) {

  /** One test. */
  public ListedTest(String id, String name, @Nullable String file) {
    this(id, name, file, false);
  }
}
