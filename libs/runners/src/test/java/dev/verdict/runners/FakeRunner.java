package dev.verdict.runners;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.CommandOutput;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.ListingFailed;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A runner whose tests are the words of its files, and which notes what it was asked to list. The
 * word BROKEN makes a listing fail.
 */
class FakeRunner implements TestRunner {
  final List<List<String>> asked = Collections.synchronizedList(new ArrayList<>());
  private final String name;
  private final List<String> patterns;
  private final int sureness;
  private final boolean together;

  FakeRunner(String name, String pattern, int sureness) {
    this(name, pattern, sureness, false);
  }

  FakeRunner(String name, String pattern, int sureness, boolean together) {
    this.name = name;
    this.patterns = pattern.isEmpty() ? List.of() : List.of(pattern);
    this.sureness = sureness;
    this.together = together;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<String> filePatterns() {
    return patterns;
  }

  @Override
  public int recognises(Path root) {
    return sureness;
  }

  @Override
  public boolean listsTogether() {
    return together;
  }

  @Override
  public Optional<Command> listing(RunnerTask task) {
    asked.add(task.unit().files());
    List<String> arguments = new ArrayList<>(List.of("grep", "-H", ""));
    arguments.addAll(task.unit().files());
    return Optional.of(new Command(arguments, task.root(), Map.of()));
  }

  @Override
  public List<ListedTest> listed(RunnerTask task, CommandOutput output) throws ListingFailed {
    List<ListedTest> tests = new ArrayList<>();
    for (String line : output.standardOutput().lines().toList()) {
      String file = line.substring(0, line.indexOf(':'));
      String words = line.substring(line.indexOf(':') + 1);
      if (words.contains("BROKEN")) {
        throw new ListingFailed(file + " is broken");
      }
      Arrays.stream(words.split(" "))
          .filter(word -> !word.isEmpty())
          .forEach(word -> tests.add(new ListedTest(file + "::" + word, word, file)));
    }
    return tests;
  }

  @Override
  public Command execution(RunnerTask task) {
    return new Command(List.of("true"), task.root(), Map.of());
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of();
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return test.name();
  }

  @Override
  public ExitMeaning meaning(int exitCode) {
    return exitCode == 0 ? ExitMeaning.PASSED : ExitMeaning.BROKEN;
  }
}
