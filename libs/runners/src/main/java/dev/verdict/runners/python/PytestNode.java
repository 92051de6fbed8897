package dev.verdict.runners.python;

import dev.verdict.plugin.runner.ReportedTest;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The node id that a test of pytest's report had.
 *
 * <p>A report says {@code classname="tests.unit.test_a.TestX" name="test_y[1.5]"}. Which of the
 * dots were slashes is told by the files that were run: the attribute {@code file} does not tell,
 * since it names the file of a base class for a test that is inherited. When pytest finds its root
 * directory above ours, the class name has more in front.
 *
 * @param id such as {@code unit/test_a.py::TestX::test_y[1.5]}
 * @param file one of those that were run, where known
 */
record PytestNode(String id, Optional<String> file) {

  static PytestNode of(List<String> files, ReportedTest test) {
    String className = test.className() == null ? "" : test.className();
    // A file that cannot be imported, or skips itself, is reported by its own dotted name.
    String place = className.isEmpty() ? test.name() : className;
    for (String file : files.stream().sorted(longestFirst()).toList()) {
      int end = endOf(dotted(file), place);
      if (end >= 0) {
        String classes = place.substring(end).replace(".", "::");
        String name = className.isEmpty() ? "" : "::" + test.name();
        return new PytestNode(file + classes + name, Optional.of(file));
      }
    }
    String id = className.isEmpty() ? test.name() : className + "::" + test.name();
    return new PytestNode(id, Optional.empty());
  }

  private static Comparator<String> longestFirst() {
    return Comparator.comparingInt(String::length).reversed();
  }

  private static String dotted(String file) {
    String module = file.endsWith(".py") ? file.substring(0, file.length() - 3) : file;
    return module.replace('/', '.');
  }

  /** Where the module ends in the place, or -1 if the place is not in this module. */
  private static int endOf(String module, String place) {
    int start = place.startsWith(module) ? 0 : place.indexOf("." + module) + 1;
    boolean found = start > 0 || place.startsWith(module);
    int end = start + module.length();
    return found && (end == place.length() || place.charAt(end) == '.') ? end : -1;
  }
}
