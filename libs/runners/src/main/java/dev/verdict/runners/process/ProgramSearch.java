package dev.verdict.runners.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the file of a program as a shell would, but in the environment that the process will have,
 * which is not ours.
 */
public final class ProgramSearch {
  private ProgramSearch() {}

  public static Path find(String program, Path directory, Map<String, String> environment)
      throws ProgramNotFound {
    if (program.contains("/") || program.contains(File.separator)) {
      Path path = directory.resolve(program).normalize();
      if (!isProgram(path)) {
        throw new ProgramNotFound(
            program + ": not found (expected: a file that can be executed at " + path + ")");
      }
      return path;
    }
    String searchPath = environment.getOrDefault("PATH", CleanEnvironment.DEFAULT_PATH);
    return onPath(program, searchPath)
        .orElseThrow(
            () -> new ProgramNotFound(program + ": not found on PATH (" + searchPath + ")"));
  }

  /** The first match; entries that are empty or relative are not searched. */
  public static Optional<Path> onPath(String program, String searchPath) {
    for (String entry : searchPath.split(File.pathSeparator)) {
      Optional<Path> found = in(entry, program);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private static Optional<Path> in(String entry, String program) {
    try {
      Path path = Path.of(entry).resolve(program);
      return path.isAbsolute() && isProgram(path) ? Optional.of(path) : Optional.empty();
    } catch (InvalidPathException notAPath) {
      return Optional.empty();
    }
  }

  private static boolean isProgram(Path path) {
    return Files.isRegularFile(path) && Files.isExecutable(path);
  }
}
