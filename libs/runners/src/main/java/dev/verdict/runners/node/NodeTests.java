package dev.verdict.runners.node;

import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.runners.BundledFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What both tools have in common: our reporters, and {@code FILE::SUITE > TEST} as an identity. */
final class NodeTests {
  private NodeTests() {}

  static Path reporter(RunnerTask task, String name) throws IOException {
    BundledFile.write(NodeTests.class, "verdict_report.cjs", task.scratch());
    return BundledFile.write(NodeTests.class, name, task.scratch());
  }

  static Map<String, String> environment(RunnerTask task) {
    return Map.of(
        "VERDICT_ROOT", task.root().toString(),
        "VERDICT_REPORT", report(task).toString(),
        "NO_COLOR", "1");
  }

  static Path report(RunnerTask task) {
    return task.scratch().resolve("tests.xml");
  }

  static String id(String file, String name) {
    return name.equals(file) ? file : file + "::" + name;
  }

  static String identity(ReportedTest test) {
    return test.file() == null ? test.name() : id(test.file(), test.name());
  }

  static Optional<String> file(ReportedTest test) {
    return Optional.ofNullable(test.file());
  }

  /**
   * A pattern of the tools for full names, in which suites are joined by a blank, where ours have
   * {@code >}.
   */
  static String namePattern(List<String> ids) {
    return ids.stream()
        .map(id -> id.substring(id.indexOf("::") + 2).replaceFirst("#\\d+$", ""))
        .distinct()
        .map(name -> ESCAPED.matcher(name).replaceAll("\\\\$0").replace(" > ", "(?: > | )"))
        .collect(Collectors.joining("|", "^(?:", ")$"));
  }

  private static final Pattern ESCAPED = Pattern.compile("[.*+?^${}()|\\[\\]\\\\]");
}
