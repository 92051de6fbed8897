package dev.verdict.cli.suite;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory that a worker needs to run the tests of a directory: tests use what lies beside
 * them. It is the nearest one above that holds a build or project file, and for builds of several
 * modules the topmost of that chain; without any, the tests alone.
 */
public final class ProjectRoot {
  private static final List<String> MARKERS =
      List.of(
          "verdict.yaml",
          "pyproject.toml",
          "setup.py",
          "setup.cfg",
          "pytest.ini",
          "tox.ini",
          "pom.xml",
          "build.gradle",
          "build.gradle.kts",
          "settings.gradle",
          "settings.gradle.kts",
          "package.json",
          "go.mod");

  private ProjectRoot() {}

  public static Path of(Path tests) {
    for (Path directory = tests; directory != null; directory = directory.getParent()) {
      for (String marker : MARKERS) {
        if (Files.isRegularFile(directory.resolve(marker))) {
          return topmost(directory, marker);
        }
      }
      if (Files.exists(directory.resolve(".git"))) {
        return tests;
      }
    }
    return tests;
  }

  private static Path topmost(Path directory, String marker) {
    Path top = directory;
    while (top.getParent() != null && Files.isRegularFile(top.getParent().resolve(marker))) {
      top = top.getParent();
    }
    return top;
  }
}
