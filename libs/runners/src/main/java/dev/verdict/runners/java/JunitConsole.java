package dev.verdict.runners.java;

import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.runners.process.ProgramNotFound;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Where JUnit's console launcher is: the variable {@value #VARIABLE} of the task, the system
 * property {@value #PROPERTY}, which whoever packages us may set, our own environment, and then
 * {@code runners/} beside our own jar or beside its directory, as in our distribution.
 */
public final class JunitConsole {
  public static final String VARIABLE = "VERDICT_JUNIT_CONSOLE";
  public static final String PROPERTY = "verdict.junit.console";
  public static final String JAR = "junit-platform-console-standalone.jar";

  private JunitConsole() {}

  static Path find(RunnerTask task) throws ProgramNotFound {
    List<Path> candidates = new ArrayList<>();
    add(candidates, task.environment().get(VARIABLE));
    add(candidates, System.getProperty(PROPERTY));
    add(candidates, System.getenv(VARIABLE));
    home()
        .ifPresent(
            directory -> {
              candidates.add(directory.resolve("runners").resolve(JAR));
              candidates.add(directory.resolveSibling("runners").resolve(JAR));
            });
    for (Path candidate : candidates) {
      if (Files.isRegularFile(candidate)) {
        return candidate.toAbsolutePath();
      }
    }
    throw new ProgramNotFound(
        "junit: its console launcher is not there (looked at "
            + candidates
            + "; expected: the path of "
            + JAR
            + " in "
            + VARIABLE
            + ")");
  }

  private static void add(List<Path> candidates, @org.jspecify.annotations.Nullable String path) {
    if (path != null && !path.isBlank()) {
      candidates.add(Path.of(path));
    }
  }

  private static Optional<Path> home() {
    CodeSource source = JunitConsole.class.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Optional.empty()
          : Optional.ofNullable(Path.of(source.getLocation().toURI()).getParent());
    } catch (URISyntaxException | IllegalArgumentException notAFile) {
      return Optional.empty();
    }
  }
}
