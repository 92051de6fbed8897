package dev.verdict.runners.golang;

import dev.verdict.plugin.runner.OutputConverter;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.runners.XmlReport;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Makes JUnit XML of {@code go test -json}, and of its lines what {@code go test -v} says. */
final class GoOutput implements OutputConverter {
  /** The name of what is not a test: a package that failed as a whole. */
  static final String WHOLE_PACKAGE = "(package)";

  static Path report(RunnerTask task) {
    return task.scratch().resolve("go.xml");
  }

  @Override
  public void convert(RunnerTask task, Path standardOutput) throws IOException {
    GoTests tests = read(standardOutput);
    try (XmlReport report = XmlReport.write(report(task), task.unit().name())) {
      for (GoTests.Test test : tests.tests()) {
        write(report, test);
      }
      for (Map.Entry<String, String> failed : tests.failedAsAWhole().entrySet()) {
        report.bad(
            failed.getKey(), WHOLE_PACKAGE, 0, "error", "the package failed", failed.getValue());
      }
      if (!tests.notBuilt().isEmpty()) {
        String message = String.join(", ", tests.notBuilt()) + " does not build; see the log";
        for (String file : task.unit().files()) {
          report.bad("", file, 0, "error", message, message);
        }
      }
    }
  }

  /** Whatever bytes a test prints, the rest can be read. */
  private static GoTests read(Path standardOutput) throws IOException {
    GoTests tests = new GoTests();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(standardOutput), StandardCharsets.UTF_8))) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        tests.line(line);
      }
    }
    return tests;
  }

  private static void write(XmlReport report, GoTests.Test test) throws IOException {
    String text = test.output.toString();
    switch (String.valueOf(test.outcome)) {
      case "pass" -> report.passed(test.packagePath, test.name, test.seconds);
      case "skip" ->
          report.bad(test.packagePath, test.name, test.seconds, "skipped", reason(text), "");
      case "fail" ->
          report.bad(test.packagePath, test.name, test.seconds, "failure", reason(text), text);
      default ->
          report.bad(test.packagePath, test.name, 0, "error", "it began and did not end", text);
    }
  }

  /** The first line that the test itself said. */
  private static String reason(String output) {
    return output
        .lines()
        .map(String::strip)
        .filter(line -> !line.isEmpty() && !line.startsWith("=== ") && !line.startsWith("--- "))
        .findFirst()
        .orElse("");
  }

  @Override
  public String readable(String line) {
    return GoEvent.parse(line)
        .map(event -> event.output() == null ? "" : event.output())
        .orElse(line + "\n");
  }
}
