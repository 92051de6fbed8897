package dev.verdict.runners.java;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.BundledFile;
import dev.verdict.runners.ReportedNames;
import dev.verdict.runners.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * JUnit or TestNG through Gradle. A project of the build is a unit, for the reason that a module is
 * one with Maven. A script of ours, which Gradle reads before the build's own, sends the reports
 * out of the source and has Gradle run tests that it thinks are up to date.
 */
public final class GradleRunner implements TestRunner {
  private static final List<String> BUILD_FILES = List.of("build.gradle", "build.gradle.kts");
  private static final List<String> SETTINGS = List.of("settings.gradle", "settings.gradle.kts");

  @Override
  public String name() {
    return "gradle";
  }

  @Override
  public List<String> filePatterns() {
    return JavaSource.patterns("**/src/test/**/", ".java", ".kt", ".groovy");
  }

  @Override
  public int recognises(Path root) throws IOException {
    if (has(root, BUILD_FILES) || has(root, SETTINGS)) {
      return 100;
    }
    return SourceTree.glance(root, file -> BUILD_FILES.contains(SourceTree.nameOf(file))) ? 60 : 0;
  }

  @Override
  public List<TestUnit> units(Path root, List<String> files) {
    Map<String, List<String>> units = new TreeMap<>();
    for (String file : files) {
      if (new JavaSource(root, file).mayHoldTests()) {
        units.computeIfAbsent(project(root, file), absent -> new ArrayList<>()).add(file);
      }
    }
    return units.entrySet().stream()
        .map(
            unit ->
                new TestUnit(unit.getKey().isEmpty() ? "gradle" : unit.getKey(), unit.getValue()))
        .toList();
  }

  /** The nearest directory with a build file, or else the one that sources are laid out in. */
  private static String project(Path root, String file) {
    for (String at = SourceTree.directoryOf(file); !at.isEmpty(); at = SourceTree.directoryOf(at)) {
      if (has(root.resolve(at), BUILD_FILES)) {
        return at;
      }
    }
    int sources = ("/" + file).indexOf("/src/test/");
    return sources <= 0 ? "" : file.substring(0, sources - 1);
  }

  private static String build(Path root, String project) {
    String build = project;
    for (String at = project; ; at = SourceTree.directoryOf(at)) {
      if (has(root.resolve(at), SETTINGS)) {
        build = at;
      }
      if (at.isEmpty()) {
        return build;
      }
    }
  }

  private static boolean has(Path directory, List<String> names) {
    return names.stream().anyMatch(name -> Files.exists(directory.resolve(name)));
  }

  @Override
  public Command execution(RunnerTask task) throws IOException {
    Path script = BundledFile.write(GradleRunner.class, "verdict.init.gradle", task.scratch());
    String file = task.unit().files().isEmpty() ? "" : task.unit().files().get(0);
    String project = project(task.root(), file);
    String build = build(task.root(), project);
    Path directory = task.root().resolve(build);
    List<String> arguments = new ArrayList<>();
    arguments.add(Wrapper.orInstalled(task.root(), directory, "gradlew", "gradle"));
    arguments.addAll(List.of("--no-daemon", "--console=plain", "--continue"));
    arguments.addAll(List.of("--init-script", script.toString()));
    arguments.addAll(task.arguments());
    String below =
        build.isEmpty()
            ? project
            : project.substring(Math.min(build.length() + 1, project.length()));
    arguments.add(below.isEmpty() ? ":test" : ":" + below.replace('/', ':') + ":test");
    for (String selected : selection(task)) {
      arguments.addAll(List.of("--tests", selected));
    }
    return new Command(
        arguments, directory, Map.of("VERDICT_REPORT_DIR", reportDirectory(task).toString()));
  }

  /** Always the files of the unit, since somebody may have chosen some of a project's. */
  private static List<String> selection(RunnerTask task) {
    if (task.only().isEmpty()) {
      return task.unit().files().stream()
          .map(file -> new JavaSource(task.root(), file).className())
          .flatMap(name -> Stream.of(name, name + "$*"))
          .toList();
    }
    return task.only().stream()
        .map(id -> id.replaceFirst("[(\\[{].*", "").replace("::", "."))
        .distinct()
        .toList();
  }

  @Override
  public List<String> reports(RunnerTask task) {
    return List.of(reportDirectory(task) + "/**/TEST-*.xml");
  }

  private static Path reportDirectory(RunnerTask task) {
    return task.scratch().resolve("reports");
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return ReportedNames.plain(test);
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    return Optional.ofNullable(test.className())
        .flatMap(className -> ClassFiles.of(task).fileOf(className));
  }

  /** Gradle says 1 for whatever went wrong; that tests failed, its reports have to show. */
  @Override
  public ExitMeaning meaning(int exitCode) {
    return switch (exitCode) {
      case 0 -> ExitMeaning.PASSED;
      case 1 -> ExitMeaning.TESTS_FAILED;
      default -> ExitMeaning.BROKEN;
    };
  }
}
