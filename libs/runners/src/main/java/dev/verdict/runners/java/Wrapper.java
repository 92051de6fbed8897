package dev.verdict.runners.java;

import java.nio.file.Files;
import java.nio.file.Path;

/** The script by which a project brings its own version of its build tool. */
final class Wrapper {
  private Wrapper() {}

  /**
   * The nearest script at or above a directory, but not above the root; else the installed tool.
   */
  static String orInstalled(Path root, Path directory, String script, String installed) {
    for (Path at = directory; at != null && at.startsWith(root); at = at.getParent()) {
      Path wrapper = at.resolve(script);
      if (Files.isExecutable(wrapper)) {
        return wrapper.toString();
      }
    }
    return installed;
  }
}
