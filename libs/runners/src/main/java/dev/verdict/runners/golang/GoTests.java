package dev.verdict.runners.golang;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Follows the events of a run and keeps what became of each test. */
final class GoTests {
  private static final int MOST_OUTPUT = 64 * 1024;
  private static final Pattern NOT_BUILT =
      Pattern.compile("FAIL\\t(\\S+) \\[(build|setup) failed\\].*");

  /** A test; its outcome is null while it runs. */
  static final class Test {
    final String packagePath;
    final String name;
    final StringBuilder output = new StringBuilder();
    @Nullable String outcome;
    double seconds;

    Test(String packagePath, String name) {
      this.packagePath = packagePath;
      this.name = name;
    }
  }

  private final Map<List<String>, Test> tests = new LinkedHashMap<>();
  private final Map<String, StringBuilder> packageOutput = new LinkedHashMap<>();
  private final Set<String> failedPackages = new LinkedHashSet<>();
  private final Set<String> notBuilt = new LinkedHashSet<>();

  void line(String line) {
    GoEvent.parse(line).ifPresentOrElse(this::event, () -> plain(line));
  }

  private void plain(String line) {
    Matcher matcher = NOT_BUILT.matcher(line.strip());
    if (matcher.matches()) {
      notBuilt.add(matcher.group(1));
    }
  }

  private void event(GoEvent event) {
    String packagePath = event.packagePath();
    if (packagePath == null) {
      return;
    }
    if (event.test() == null) {
      ofPackage(event, packagePath);
      return;
    }
    Test test =
        tests.computeIfAbsent(
            List.of(packagePath, event.test()), key -> new Test(key.get(0), key.get(1)));
    switch (String.valueOf(event.action())) {
      case "output" -> append(test.output, event.output());
      case "pass", "fail", "skip" -> {
        test.outcome = event.action();
        test.seconds = event.seconds();
      }
      default -> {}
    }
    if ("pass".equals(event.action())) {
      test.output.setLength(0);
    }
  }

  private void ofPackage(GoEvent event, String packagePath) {
    if ("output".equals(event.action())) {
      plain(String.valueOf(event.output()));
      append(
          packageOutput.computeIfAbsent(packagePath, absent -> new StringBuilder()),
          event.output());
    } else if ("fail".equals(event.action())) {
      failedPackages.add(packagePath);
    }
  }

  private static void append(StringBuilder kept, @Nullable String output) {
    if (output != null && kept.length() < MOST_OUTPUT) {
      kept.append(output);
    }
  }

  Collection<Test> tests() {
    return tests.values();
  }

  Set<String> notBuilt() {
    return notBuilt;
  }

  /** Packages that failed although none of their tests did, with what they said. */
  Map<String, String> failedAsAWhole() {
    List<String> explained = new ArrayList<>(notBuilt);
    tests.values().stream()
        .filter(test -> test.outcome == null || test.outcome.equals("fail"))
        .forEach(test -> explained.add(test.packagePath));
    Map<String, String> failed = new LinkedHashMap<>();
    for (String packagePath : failedPackages) {
      if (!explained.contains(packagePath)) {
        failed.put(packagePath, String.valueOf(packageOutput.get(packagePath)));
      }
    }
    return failed;
  }
}
