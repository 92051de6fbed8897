package dev.verdict.plugin.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A process to start.
 *
 * @param arguments the program and its arguments; no shell is between
 * @param directory where it starts
 * @param environment what is added to the environment of {@link RunnerTask}
 */
public record Command(List<String> arguments, Path directory, Map<String, String> environment) {
  public Command {
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    if (arguments.isEmpty()) {
      throw new IllegalArgumentException("command: no arguments (expected: at least the program)");
    }
  }
}
