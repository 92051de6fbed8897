package dev.verdict.plugin.runner;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A unit in the place where it is listed or run.
 *
 * @param root the directory of the tests, absolute
 * @param unit what to run
 * @param only identities of the tests to run, where the tool can choose; empty for all of the unit
 * @param arguments more arguments for the tool, from the person who asked
 * @param environment the environment that the command will have
 * @param scratch an empty directory outside of {@code root} for reports and generated files,
 *     absolute; it is gone afterwards
 * @param reports globs of reports that the person who asked named, for runners that cannot know
 */
public record RunnerTask(
    Path root,
    TestUnit unit,
    List<String> only,
    List<String> arguments,
    Map<String, String> environment,
    Path scratch,
    List<String> reports) {
  public RunnerTask {
    only = List.copyOf(only);
    arguments = List.copyOf(arguments);
    environment = Map.copyOf(environment);
    reports = List.copyOf(reports);
  }

  /** A task whose runner knows where its reports are. */
  public RunnerTask(
      Path root,
      TestUnit unit,
      List<String> only,
      List<String> arguments,
      Map<String, String> environment,
      Path scratch) {
    this(root, unit, only, arguments, environment, scratch, List.of());
  }
}
