package dev.verdict.runners.java;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.CommandOutput;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.ListingFailed;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.ReportedNames;
import dev.verdict.runners.Said;
import dev.verdict.runners.SourceTree;
import dev.verdict.runners.java.driver.JunitDriver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * JUnit without a build tool: sources are compiled against the console launcher and the jars in
 * {@code lib}, and run by it, with the JDK that runs us. One file a task.
 */
public final class JunitRunner implements TestRunner {
  @Override
  public String name() {
    return "junit";
  }

  @Override
  public List<String> filePatterns() {
    return JavaSource.patterns("", ".java");
  }

  @Override
  public int recognises(Path root) throws IOException {
    boolean built = SourceTree.glance(root, JunitRunner::isBuildFile);
    return !built && SourceTree.glance(root, file -> isJunit(root, file)) ? 80 : 0;
  }

  private static boolean isBuildFile(String file) {
    String name = SourceTree.nameOf(file);
    return name.equals("pom.xml") || name.startsWith("build.gradle");
  }

  private static boolean isJunit(Path root, String file) {
    return file.endsWith(".java") && new JavaSource(root, file).names("org.junit");
  }

  @Override
  public List<TestUnit> units(Path root, List<String> files) {
    return files.stream()
        .filter(file -> new JavaSource(root, file).mayHoldTests())
        .map(file -> new TestUnit(file, List.of(file)))
        .toList();
  }

  @Override
  public boolean listsTogether() {
    return true;
  }

  @Override
  public Optional<Command> listing(RunnerTask task) throws IOException {
    return Optional.of(new JunitRequest(task).command("list", listingFile(task)));
  }

  private static Path listingFile(RunnerTask task) {
    return task.scratch().resolve("listing.txt");
  }

  @Override
  public List<ListedTest> listed(RunnerTask task, CommandOutput output)
      throws IOException, ListingFailed {
    if (!Files.exists(listingFile(task))) {
      throw new ListingFailed("junit could not list:\n" + Said.lately(output));
    }
    List<ListedTest> tests = new ArrayList<>();
    for (String line : Files.readAllLines(listingFile(task))) {
      String id = line.substring(line.indexOf('\t') + 1);
      String className = id.substring(0, id.indexOf("::"));
      String name = id.substring(id.indexOf("::") + 2);
      String file = fileOf(task, className).orElse(null);
      tests.add(new ListedTest(id, name, file, line.startsWith("many\t")));
    }
    return tests;
  }

  @Override
  public Command execution(RunnerTask task) throws IOException {
    return new JunitRequest(task).command("run", task.scratch().resolve("reports"));
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of(task.scratch().resolve("reports") + "/TEST-*.xml");
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return isWholeFile(test) ? test.name() : ReportedNames.plain(test);
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    if (isWholeFile(test)) {
      return Optional.of(test.name());
    }
    return test.className() == null ? Optional.empty() : fileOf(task, test.className());
  }

  /** A file that does not compile is reported by its name. */
  private static boolean isWholeFile(ReportedTest test) {
    return test.className() == null || test.className().isEmpty();
  }

  private static Optional<String> fileOf(RunnerTask task, String className) {
    return ClassFiles.of(task).fileOf(className);
  }

  @Override
  public ExitMeaning meaning(int exitCode) {
    return switch (exitCode) {
      case 0 -> ExitMeaning.PASSED;
      case 1 -> ExitMeaning.TESTS_FAILED;
      case JunitDriver.NO_TESTS -> ExitMeaning.NO_TESTS;
      default -> ExitMeaning.BROKEN;
    };
  }
}
