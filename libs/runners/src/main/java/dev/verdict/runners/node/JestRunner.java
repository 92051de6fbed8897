package dev.verdict.runners.node;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Jest. It cannot list tests without running them, so the plan names files. */
public final class JestRunner implements TestRunner {
  @Override
  public String name() {
    return "jest";
  }

  @Override
  public List<String> filePatterns() {
    return NodePackage.patterns(
        List.of("*.test", "*.spec", "**/__tests__/**/*"),
        List.of("js", "jsx", "ts", "tsx", "mjs", "cjs"));
  }

  @Override
  public int recognises(Path root) throws IOException {
    return NodePackage.sureness(root, "jest");
  }

  @Override
  public Command execution(RunnerTask task) throws IOException {
    List<String> files = task.unit().files();
    NodePackage own = NodePackage.of(task.root(), files.isEmpty() ? "" : files.get(0));
    List<String> arguments = new ArrayList<>();
    arguments.addAll(List.of(own.program("jest"), "--ci", "--colors=false"));
    arguments.add("--reporters=default");
    arguments.add("--reporters=" + NodeTests.reporter(task, "verdict_jest.cjs"));
    if (!task.only().isEmpty()) {
      arguments.add("--testNamePattern=" + NodeTests.namePattern(task.only()));
    }
    arguments.addAll(task.arguments());
    arguments.add("--runTestsByPath");
    files.forEach(file -> arguments.add(task.root().resolve(file).toString()));
    return new Command(arguments, own.directory(), NodeTests.environment(task));
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of(NodeTests.report(task).toString());
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return NodeTests.identity(test);
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    return NodeTests.file(test);
  }

  @Override
  public ExitMeaning meaning(int exitCode) {
    return switch (exitCode) {
      case 0 -> ExitMeaning.PASSED;
      case 1 -> ExitMeaning.TESTS_FAILED;
      default -> ExitMeaning.BROKEN;
    };
  }
}
