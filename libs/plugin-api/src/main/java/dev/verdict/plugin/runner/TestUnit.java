package dev.verdict.plugin.runner;

import java.util.List;

/**
 * What is scheduled as one task.
 *
 * @param name what people call it: a file, a module, a package
 * @param files the test files in it, relative to the root, with {@code /}
 */
public record TestUnit(String name, List<String> files) {
  public TestUnit {
    files = List.copyOf(files);
  }
}
