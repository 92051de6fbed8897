package dev.verdict.runners.java;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestRunner;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.Globs;
import dev.verdict.runners.ReportedNames;
import dev.verdict.runners.SourceTree;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

/**
 * JUnit or TestNG through Maven's surefire. A module is a unit: resolving and compiling is most of
 * what a run costs, and each class alone would pay it again.
 *
 * <p>Surefire has no option for where its reports go, and a source may hold reports of earlier
 * runs. So each run gives its reports a suffix of its own, which surefire also puts behind the
 * class names, and reads no others.
 */
public final class MavenRunner implements TestRunner {
  @Override
  public String name() {
    return "maven";
  }

  @Override
  public List<String> filePatterns() {
    return JavaSource.patterns("**/src/test/**/", ".java", ".kt", ".groovy");
  }

  @Override
  public int recognises(Path root) throws IOException {
    if (Files.exists(root.resolve(Pom.NAME))) {
      return 100;
    }
    return SourceTree.glance(root, file -> SourceTree.nameOf(file).equals(Pom.NAME)) ? 60 : 0;
  }

  @Override
  public List<TestUnit> units(Path root, List<String> files) {
    return unitsOf(root, files).entrySet().stream()
        .map(entry -> new TestUnit(entry.getKey().name(), entry.getValue()))
        .toList();
  }

  private static Map<Pom, List<String>> unitsOf(Path root, List<String> files) {
    Map<Pom, List<String>> units = new TreeMap<>(Comparator.comparing(Pom::directory));
    for (String file : files) {
      Pom pom = Pom.of(root, file);
      boolean isTest = pom.exists() && file.startsWith(pom.testSources());
      if (isTest && new JavaSource(root, file).mayHoldTests()) {
        units.computeIfAbsent(pom, absent -> new ArrayList<>()).add(file);
      }
    }
    return units;
  }

  @Override
  public Command execution(RunnerTask task) throws IOException {
    Pom module = module(task);
    Pom reactor = module.reactor();
    Path directory = task.root().resolve(reactor.directory());
    List<String> arguments = new ArrayList<>();
    arguments.add(Wrapper.orInstalled(task.root(), directory, "mvnw", "mvn"));
    arguments.addAll(List.of("--batch-mode", "--no-transfer-progress"));
    boolean partOfReactor = !reactor.modules().isEmpty();
    if (partOfReactor) {
      String path = module.below(reactor);
      arguments.addAll(List.of("--projects", path.isEmpty() ? "." : path, "--also-make"));
    }
    arguments.add("-Dsurefire.reportNameSuffix=" + suffix(task));
    if (partOfReactor || !task.only().isEmpty() || !isWholeModule(task, module)) {
      arguments.add("-Dtest=" + String.join(",", selection(task)));
      // The modules that this one needs are built, and hold none of these tests.
      arguments.addAll(List.of("-Dsurefire.failIfNoSpecifiedTests=false", "-DfailIfNoTests=false"));
    }
    arguments.addAll(task.arguments());
    arguments.add("test");
    return new Command(arguments, directory, Map.of());
  }

  private static Pom module(RunnerTask task) {
    String file = task.unit().files().isEmpty() ? Pom.NAME : task.unit().files().get(0);
    return Pom.of(task.root(), file);
  }

  /** Without a selection the module's own configuration says what runs. */
  private boolean isWholeModule(RunnerTask task, Pom module) throws IOException {
    Globs patterns = new Globs(filePatterns());
    List<String> all = SourceTree.files(task.root()).stream().filter(patterns).toList();
    List<String> own = unitsOf(task.root(), all).getOrDefault(module, List.of());
    return task.unit().files().containsAll(own);
  }

  private static Collection<String> selection(RunnerTask task) {
    if (task.only().isEmpty()) {
      return task.unit().files().stream()
          .map(file -> new JavaSource(task.root(), file).className())
          .toList();
    }
    return task.only().stream().map(MavenRunner::selected).distinct().toList();
  }

  /** {@code a.B$C::d(int)[2]} is {@code a.B$C#d}: invocations cannot be chosen. */
  private static String selected(String id) {
    String method = id.replaceFirst("[(\\[{].*", "");
    return method.replace("::", "#");
  }

  @Override
  public List<String> reports(RunnerTask task) {
    String directory = module(task).directory();
    return List.of(
        (directory.isEmpty() ? "" : directory + "/") + "**/TEST-*-" + suffix(task) + ".xml");
  }

  private static String suffix(RunnerTask task) {
    byte[] unique = task.scratch().toString().getBytes(StandardCharsets.UTF_8);
    return "v" + UUID.nameUUIDFromBytes(unique).toString().substring(0, 8);
  }

  @Override
  public String identity(RunnerTask task, ReportedTest test) {
    return ReportedNames.plain(test).replace("(" + suffix(task) + ")", "");
  }

  @Override
  public Optional<String> file(RunnerTask task, ReportedTest test) {
    if (test.className() == null) {
      return Optional.empty();
    }
    return ClassFiles.of(task).fileOf(test.className().replace("(" + suffix(task) + ")", ""));
  }

  /** Maven says 1 for whatever went wrong; that tests failed, its reports have to show. */
  @Override
  public ExitMeaning meaning(int exitCode) {
    return switch (exitCode) {
      case 0 -> ExitMeaning.PASSED;
      case 1 -> ExitMeaning.TESTS_FAILED;
      default -> ExitMeaning.BROKEN;
    };
  }
}
