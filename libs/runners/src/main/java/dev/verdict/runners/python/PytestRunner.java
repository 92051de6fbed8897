package dev.verdict.runners.python;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.CommandOutput;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.ListingFailed;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.runners.BundledFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** pytest. An identity is pytest's own node id, counted from the root of the tests. */
public final class PytestRunner implements TestRunner {
  private static final String LISTING = "listing.json";

  @Override
  public String name() {
    return "pytest";
  }

  @Override
  public List<String> filePatterns() {
    return PythonTests.PYTEST_FILES;
  }

  /** It can run any Python test, but leaves those for unittest alone to unittest. */
  @Override
  public int recognises(Path root) throws IOException {
    if (PythonTests.configurePytest(root)) {
      return 100;
    }
    if (PythonTests.usePytest(root)) {
      return 90;
    }
    return PythonTests.exist(root) ? 40 : 0;
  }

  @Override
  public boolean listsTogether() {
    return true;
  }

  @Override
  public boolean runsTogether() {
    return true;
  }

  @Override
  public Optional<Command> listing(RunnerTask task) throws IOException {
    BundledFile.write(PytestRunner.class, "verdict_listing.py", task.scratch());
    List<String> arguments = new ArrayList<>(List.of("pytest", "--collect-only", "-q"));
    arguments.addAll(List.of("-p", "verdict_listing"));
    arguments.addAll(common(task));
    arguments.addAll(task.unit().files());
    String path = task.environment().get("PYTHONPATH");
    Map<String, String> environment =
        Map.of(
            "VERDICT_LISTING",
            task.scratch().resolve(LISTING).toString(),
            "PYTHONPATH",
            task.scratch() + (path == null ? "" : File.pathSeparator + path));
    return Optional.of(new Command(arguments, task.root(), environment));
  }

  @Override
  public List<ListedTest> listed(RunnerTask task, CommandOutput output)
      throws IOException, ListingFailed {
    return PytestListing.read(task.scratch().resolve(LISTING), output);
  }

  @Override
  public Command execution(RunnerTask task) {
    List<String> arguments = new ArrayList<>(List.of("pytest"));
    // The older family names the file and leaves names as they are.
    arguments.addAll(List.of("-o", "junit_family=xunit1", "--junitxml", report(task)));
    if (task.unit().files().size() > 1) {
      // A file that could be listed but cannot be read now must not keep the others from running.
      arguments.add("--continue-on-collection-errors");
    }
    arguments.addAll(common(task));
    arguments.addAll(task.only().isEmpty() ? task.unit().files() : task.only());
    return new Command(arguments, task.root(), Map.of());
  }

  private static List<String> common(RunnerTask task) {
    List<String> options = new ArrayList<>();
    options.addAll(List.of("-o", "cache_dir=" + task.scratch().resolve("pytest-cache")));
    options.addAll(task.arguments());
    return options;
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of(report(task));
  }

  private static String report(RunnerTask task) {
    return task.scratch().resolve("pytest.xml").toString();
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return PytestNode.of(task.unit().files(), test).id();
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    return PytestNode.of(task.unit().files(), test).file();
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
