package dev.verdict.worker.usecase.attempt;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A tool whose reports lie in the source and in the scratch. */
final class FakeRunner implements TestRunner {
  @Override
  public String name() {
    return "fake";
  }

  @Override
  public List<String> filePatterns() {
    return List.of("*.fake");
  }

  @Override
  public int recognises(Path root) {
    return 50;
  }

  @Override
  public Command execution(RunnerTask task) {
    return new Command(List.of("fake"), task.root(), Map.of());
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of("reports/*.xml", task.scratch() + "/*.xml");
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return test.className() + "::" + test.name();
  }

  @Override
  public ExitMeaning meaning(int exitCode) {
    return switch (exitCode) {
      case 0 -> ExitMeaning.PASSED;
      case 1 -> ExitMeaning.TESTS_FAILED;
      case 5 -> ExitMeaning.NO_TESTS;
      default -> ExitMeaning.BROKEN;
    };
  }
}
