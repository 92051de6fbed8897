package dev.verdict.runners.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.Project;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenRunnerTest {
  private static final String TEST = "class ATest { @Test void x() {} }";

  @TempDir Path root;
  private final MavenRunner runner = new MavenRunner();

  @Test
  void aWholeModuleRunsByItsOwnConfiguration() throws Exception {
    new Project(root).with("pom.xml", "<project/>").with("src/test/java/ATest.java", TEST);

    Command command = runner.execution(task("a", List.of("src/test/java/ATest.java"), List.of()));

    assertThat(command.arguments())
        .startsWith("mvn", "--batch-mode")
        .endsWith("test")
        .noneMatch(argument -> argument.startsWith("-Dtest="));
    assertThat(command.directory()).isEqualTo(root);
  }

  @Test
  void chosenTestsAreChosenByTheirMethods() throws Exception {
    new Project(root).with("pom.xml", "<project/>").with("src/test/java/ATest.java", TEST);
    List<String> only = List.of("p.ATest::x", "p.ATest$In::y(int)[2]", "p.ATest$In::y(int)[3]");

    Command command = runner.execution(task("a", List.of("src/test/java/ATest.java"), only));

    assertThat(command.arguments()).contains("-Dtest=p.ATest#x,p.ATest$In#y");
  }

  @Test
  void aModuleBelowIsBuiltWithWhatItNeeds() throws Exception {
    new Project(root)
        .with("pom.xml", "<project><modules><module>libs</module></modules></project>")
        .with("libs/pom.xml", "<project><modules><module>a</module></modules></project>")
        .with("libs/a/pom.xml", "<project/>")
        .with("libs/a/src/test/java/ATest.java", TEST)
        .with("alone/pom.xml", "<project/>")
        .with("alone/src/test/java/ATest.java", TEST);

    Command a = runner.execution(task("a", List.of("libs/a/src/test/java/ATest.java"), List.of()));
    Command alone =
        runner.execution(task("alone", List.of("alone/src/test/java/ATest.java"), List.of()));

    assertThat(a.directory()).isEqualTo(root.resolve(""));
    assertThat(a.arguments())
        .containsSequence("--projects", "libs/a", "--also-make")
        .contains("-Dtest=ATest");
    assertThat(alone.directory()).isEqualTo(root.resolve("alone"));
    assertThat(alone.arguments()).doesNotContain("--projects");
  }

  @Test
  void eachRunHasReportsOfItsOwnThatDoNotShowInIdentities() {
    RunnerTask first = task("a", List.of("m/src/test/java/p/ATest.java"), List.of());
    String report = runner.reports(first).get(0);
    String suffix = report.substring(report.lastIndexOf('-') + 1, report.length() - 4);
    ReportedTest test = new ReportedTest(null, "p.ATest$In(" + suffix + ")", "x", null);

    assertThat(suffix).matches("v[0-9a-f]{8}");
    assertThat(runner.identity(first, test)).isEqualTo("p.ATest$In::x");
    assertThat(runner.file(first, test)).contains("m/src/test/java/p/ATest.java");
    RunnerTask second =
        new RunnerTask(root, first.unit(), List.of(), List.of(), Map.of(), root.resolve("other"));
    assertThat(runner.reports(second)).isNotEqualTo(runner.reports(first));
  }

  private RunnerTask task(String name, List<String> files, List<String> only) {
    return new RunnerTask(
        root, new TestUnit(name, files), only, List.of(), Map.of(), root.resolve("scratch"));
  }
}
