package dev.verdict.cli.suite;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory that a worker needs to run the tests of a directory: tests use what lies beside
 * them. It is the nearest one above that holds a build or project file, and for builds of several
 * modules the topmost of that chain; without any, the tests alone. It is never the home of the user
 * or above it.
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

  private final List<Path> homes;

  private ProjectRoot(List<Path> homes) {
    this.homes = homes.stream().map(ProjectRoot::real).toList();
  }

  /** Of tests on this machine, whose user has a home. */
  public static Path of(Path tests) {
    return of(
        tests,
        List.of(
            Path.of(System.getProperty("user.home")),
            Path.of(System.getProperty("java.io.tmpdir"))));
  }

  /**
   * @param homes directories that are no project, nor is what they lie in: a stray {@code
   *     package.json} there would send everything that somebody owns
   */
  static Path of(Path tests, List<Path> homes) {
    return new ProjectRoot(homes).above(tests);
  }

  private Path above(Path tests) {
    for (Path directory = tests;
        directory != null && mayBeProject(directory);
        directory = directory.getParent()) {
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

  private Path topmost(Path directory, String marker) {
    Path top = directory;
    for (Path up = top.getParent();
        up != null && mayBeProject(up) && Files.isRegularFile(up.resolve(marker));
        up = up.getParent()) {
      top = up;
    }
    return top;
  }

  private boolean mayBeProject(Path directory) {
    Path real = real(directory);
    return real.getParent() != null && homes.stream().noneMatch(home -> home.startsWith(real));
  }

  private static Path real(Path path) {
    try {
      return path.toRealPath();
    } catch (IOException e) {
      return path.toAbsolutePath().normalize();
    }
  }
}
