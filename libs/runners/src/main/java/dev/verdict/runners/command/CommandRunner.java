package dev.verdict.runners.command;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.ReportedNames;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Any command: the arguments of the task are the command. Its reports are where the task says, and
 * whatever XML it leaves in the directory named by {@value #REPORT_DIRECTORY}.
 */
public final class CommandRunner implements TestRunner {
  /** The variable that tells the command where to leave reports if it can. */
  public static final String REPORT_DIRECTORY = "VERDICT_REPORT_DIR";

  @Override
  public String name() {
    return "command";
  }

  /** A command has no files of its own, so it is never chosen by what is found. */
  @Override
  public List<String> filePatterns() {
    return List.of();
  }

  @Override
  public int recognises(Path root) {
    return 0;
  }

  @Override
  public List<TestUnit> units(Path root, List<String> files) {
    return List.of(new TestUnit("command", files));
  }

  @Override
  public Command execution(RunnerTask task) throws IOException {
    if (task.arguments().isEmpty()) {
      throw new IllegalArgumentException(
          "command: nothing (expected: a program and its arguments)");
    }
    Files.createDirectories(reportDirectory(task));
    return new Command(
        task.arguments(), task.root(), Map.of(REPORT_DIRECTORY, reportDirectory(task).toString()));
  }

  @Override
  public List<String> reports(RunnerTask task) {
    List<String> reports = new ArrayList<>(task.reports());
    reports.add(reportDirectory(task) + "/**.xml");
    return reports;
  }

  private static Path reportDirectory(RunnerTask task) {
    return task.scratch().resolve("reports");
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return ReportedNames.withoutPaths(task, ReportedNames.plain(test));
  }

  /** Any small number may count failures; shells use those from 126 for what could not be run. */
  @Override
  public ExitMeaning meaning(int exitCode) {
    if (exitCode == 0) {
      return ExitMeaning.PASSED;
    }
    return exitCode > 0 && exitCode < 126 ? ExitMeaning.TESTS_FAILED : ExitMeaning.BROKEN;
  }
}
