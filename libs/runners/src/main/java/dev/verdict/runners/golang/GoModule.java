package dev.verdict.runners.golang;

import dev.verdict.runners.SourceText;
import dev.verdict.runners.SourceTree;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A module, which is where the tool has to be started.
 *
 * @param directory relative to the root of the tests; empty for the root itself
 * @param path by which its packages are imported; empty where there is no {@code go.mod}
 */
record GoModule(String directory, String path) {
  static final String NAME = "go.mod";

  private static final Pattern MODULE = Pattern.compile("(?m)^module\\s+\"?([^\\s\"]+)");

  static GoModule of(Path root, String file) {
    String at = SourceTree.directoryOf(file);
    while (!at.isEmpty() && !Files.exists(root.resolve(at).resolve(NAME))) {
      at = SourceTree.directoryOf(at);
    }
    Matcher module = MODULE.matcher(SourceText.of(root.resolve(at).resolve(NAME)));
    return new GoModule(at, module.find() ? module.group(1) : "");
  }

  /** How the tool is told a package of this module: {@code ./} and the directory. */
  String argument(String packageDirectory) {
    String below = directory.isEmpty() ? packageDirectory : cut(packageDirectory, directory);
    return below.isEmpty() ? "." : "./" + below;
  }

  /** The directory of a package, relative to the root of the tests. */
  String directoryOf(String importPath) {
    String below = importPath.equals(path) ? "" : cut(importPath, path);
    return directory.isEmpty() || below.isEmpty() ? directory + below : directory + "/" + below;
  }

  private static String cut(String path, String before) {
    return path.startsWith(before + "/") ? path.substring(before.length() + 1) : "";
  }
}
