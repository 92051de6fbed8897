package dev.verdict.runners.golang;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.CommandOutput;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.ListingFailed;
import dev.verdict.plugin.runner.OutputConverter;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.ReportedNames;
import dev.verdict.runners.Said;
import dev.verdict.runners.SourceText;
import dev.verdict.runners.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * {@code go test}. A package is a unit, since it is what Go builds a test program of. The plan
 * names functions; sub-tests join when they are reported. Benchmarks are not tests.
 */
public final class GoRunner implements TestRunner {
  private static final Pattern TEST = Pattern.compile("(Test|Fuzz|Example)\\S*");

  @Override
  public String name() {
    return "go";
  }

  @Override
  public List<String> filePatterns() {
    return List.of("*_test.go");
  }

  @Override
  public int recognises(Path root) throws IOException {
    if (!SourceTree.glance(root, file -> file.endsWith("_test.go"))) {
      return 0;
    }
    return Files.exists(root.resolve(GoModule.NAME)) ? 100 : 70;
  }

  @Override
  public List<TestUnit> units(Path root, List<String> files) {
    Map<String, List<String>> packages = new TreeMap<>();
    for (String file : files) {
      if (!isIgnored(file)) {
        packages.computeIfAbsent(SourceTree.directoryOf(file), key -> new ArrayList<>()).add(file);
      }
    }
    return packages.entrySet().stream()
        .map(entry -> new TestUnit("./" + entry.getKey(), entry.getValue()))
        .toList();
  }

  /** By the rules of Go, whatever stands in such a file. */
  private static boolean isIgnored(String file) {
    return Arrays.stream(file.split("/"))
        .anyMatch(part -> part.equals("testdata") || part.startsWith("_") || part.startsWith("."));
  }

  @Override
  public boolean listsTogether() {
    return true;
  }

  @Override
  public Optional<Command> listing(RunnerTask task) {
    return Optional.of(command(task, List.of("-list", "^(Test|Fuzz|Example)")));
  }

  @Override
  public List<ListedTest> listed(RunnerTask task, CommandOutput output) throws ListingFailed {
    if (output.exitCode() != 0) {
      throw new ListingFailed("go could not list:\n" + Said.lately(output));
    }
    List<ListedTest> tests = new ArrayList<>();
    output
        .standardOutput()
        .lines()
        .map(GoEvent::parse)
        .flatMap(Optional::stream)
        .filter(event -> "output".equals(event.action()) && event.packagePath() != null)
        .forEach(event -> add(tests, task, event));
    return tests;
  }

  private static void add(List<ListedTest> tests, RunnerTask task, GoEvent event) {
    String name = String.valueOf(event.output()).strip();
    String packagePath = String.valueOf(event.packagePath());
    if (TEST.matcher(name).matches()) {
      String file = fileOf(task, packagePath, name).orElse(null);
      tests.add(new ListedTest(packagePath + "::" + name, name, file));
    }
  }

  @Override
  public Command execution(RunnerTask task) {
    List<String> options = new ArrayList<>(List.of("-count=1"));
    if (!task.only().isEmpty()) {
      options.addAll(List.of("-run", "^(?:" + functions(task.only()) + ")$"));
    }
    return command(task, options);
  }

  private static String functions(List<String> ids) {
    return ids.stream()
        .map(id -> id.substring(id.indexOf("::") + 2).replaceFirst("/.*", ""))
        .distinct()
        .collect(Collectors.joining("|"));
  }

  private static Command command(RunnerTask task, List<String> options) {
    List<String> files = task.unit().files();
    GoModule module = GoModule.of(task.root(), files.isEmpty() ? "" : files.get(0));
    List<String> arguments = new ArrayList<>(List.of("go", "test", "-json"));
    arguments.addAll(options);
    arguments.addAll(task.arguments());
    files.stream()
        .filter(file -> GoModule.of(task.root(), file).equals(module))
        .map(file -> module.argument(SourceTree.directoryOf(file)))
        .distinct()
        .forEach(arguments::add);
    return new Command(arguments, task.root().resolve(module.directory()), Map.of());
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of(GoOutput.report(task).toString());
  }

  @Override
  public Optional<OutputConverter> converter() {
    return Optional.of(new GoOutput());
  }

  /** A package that does not build is reported by the names of its files. */
  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    boolean wholeFile = test.className() == null || test.className().isEmpty();
    return wholeFile ? test.name() : ReportedNames.plain(test);
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    if (test.className() == null || test.className().isEmpty()) {
      return Optional.of(test.name());
    }
    return fileOf(task, test.className(), test.name());
  }

  /**
   * The file of the function; a test whose function is not found belongs to the first of its
   * package.
   */
  private static Optional<String> fileOf(RunnerTask task, String packagePath, String test) {
    List<String> files = task.unit().files();
    String directory =
        GoModule.of(task.root(), files.isEmpty() ? "" : files.get(0)).directoryOf(packagePath);
    List<String> own =
        files.stream().filter(file -> SourceTree.directoryOf(file).equals(directory)).toList();
    String function = "func " + test.replaceFirst("/.*", "") + "(";
    return own.stream()
        .filter(file -> SourceText.of(task.root().resolve(file)).contains(function))
        .findFirst()
        .or(() -> own.stream().findFirst());
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
