package dev.verdict.runners.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.runners.Plan;
import dev.verdict.runners.PlannedUnit;
import dev.verdict.runners.Project;
import dev.verdict.runners.Trial;
import dev.verdict.runners.process.ProgramSearch;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MavenRunnerIT {
  private static final String BUILD =
      """
      <properties><maven.compiler.release>17</maven.compiler.release>
        <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding></properties>
      <dependencies><dependency><groupId>org.junit.jupiter</groupId>
        <artifactId>junit-jupiter</artifactId><version>%s</version><scope>test</scope>
      </dependency></dependencies>
      <build><plugins>
        <plugin><artifactId>maven-surefire-plugin</artifactId><version>3.6.1</version></plugin>
        <plugin><artifactId>maven-compiler-plugin</artifactId><version>3.16.0</version></plugin>
        <plugin><artifactId>maven-resources-plugin</artifactId><version>3.5.0</version></plugin>
      </plugins></build>
      """;

  @TempDir Path root;
  @TempDir Path scratch;

  @BeforeEach
  void needsMaven() {
    assumeTrue(
        ProgramSearch.onPath("mvn", System.getenv("PATH")).isPresent(), "mvn is not on PATH");
  }

  @Test
  void aModuleIsAUnitAndItsTotalsAreThoseOfTheTool() throws Exception {
    JavaProjects.sources(root, "src/main/java/", "src/test/java/").with("pom.xml", pom("calc", ""));
    String stale = "<testsuite><testcase classname='calc.CalcTest' name='gone'/></testsuite>";
    new Project(root).with("target/surefire-reports/TEST-calc.CalcTest.xml", stale);

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.planned().unit().name()).isEqualTo("calc");
    assertThat(result.planned().unit().files())
        .containsExactly(
            "src/test/java/calc/CalcTest.java",
            "src/test/java/calc/HeirTest.java",
            "src/test/java/calc/OffTest.java");
    assertThat(result.log()).contains("Tests run: 17, Failures: 1, Errors: 1, Skipped: 3");
    assertThat(result.totals())
        .isEqualTo(Map.of("passed", 12L, "failure", 1L, "error", 1L, "skipped", 3L));
    assertThat(result.ids())
        .doesNotHaveDuplicates()
        .contains("calc.CalcTest$Inner::two(int, int)[2]", "calc.HeirTest::inherited");
    // Every planned file is accounted for, and nothing else is reported.
    assertThat(result.told().stream().map(Trial.Told::file).distinct())
        .containsExactlyInAnyOrderElementsOf(result.planned().unit().files());
    assertThat(result.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
  }

  @Test
  void someFilesOrTestsOfAModuleCanBeChosen() throws Exception {
    JavaProjects.sources(root, "src/main/java/", "src/test/java/").with("pom.xml", pom("calc", ""));
    Trial trial = new Trial(root, scratch);
    Plan plan = trial.plan(trial.search().withFiles(List.of("src/test/java/calc/HeirTest.java")));
    PlannedUnit heir = plan.units().get(0);

    assertThat(trial.run(heir, List.of(), List.of()).ids())
        .containsExactly("calc.HeirTest::inherited");
    assertThat(trial.run(heir, List.of("calc.CalcTest::odd(String)[2]"), List.of()).ids())
        .hasSize(5)
        .allMatch(id -> id.startsWith("calc.CalcTest::odd(String)["));
  }

  @Test
  void aModuleOfSeveralRunsWithWhatItNeedsAndNothingElse() throws Exception {
    String test = "import org.junit.jupiter.api.*;\nclass %s { @Test void x() { new a.A(); } }";
    new Project(root)
        .with(
            "pom.xml",
            pom(
                "all",
                "<packaging>pom</packaging><modules><module>a</module><module>b</module></modules>"))
        .with("a/pom.xml", child("a", ""))
        .with("a/src/main/java/a/A.java", "package a;\npublic class A {}")
        .with("a/src/test/java/FirstTest.java", test.formatted("FirstTest"))
        .with(
            "b/pom.xml",
            child(
                "b",
                "<dependencies><dependency><groupId>example</groupId><artifactId>a</artifactId><version>1</version></dependency></dependencies>"))
        .with("b/src/test/java/SecondTest.java", test.formatted("SecondTest"));

    List<Trial.Result> results = new Trial(root, scratch).runAll();

    assertThat(results)
        .extracting(result -> result.planned().unit().name())
        .containsExactly("a", "b");
    assertThat(results.get(0).told())
        .containsExactly(
            new Trial.Told("FirstTest::x", "passed", "a/src/test/java/FirstTest.java"));
    assertThat(results.get(1).told())
        .containsExactly(
            new Trial.Told("SecondTest::x", "passed", "b/src/test/java/SecondTest.java"));
    assertThat(results.get(1).log()).doesNotContain("Running FirstTest");
  }

  private static String pom(String artifact, String more) throws IOException {
    return project(
        "<groupId>example</groupId><artifactId>"
            + artifact
            + "</artifactId>"
            + "<version>1</version>"
            + more
            + BUILD.formatted(System.getProperty("verdict.test.junit")));
  }

  private static String child(String artifact, String more) {
    return project(
        "<parent><groupId>example</groupId><artifactId>all</artifactId>"
            + "<version>1</version></parent><artifactId>"
            + artifact
            + "</artifactId>"
            + more);
  }

  private static String project(String content) {
    return "<project xmlns=\"http://maven.apache.org/POM/4.0.0\"><modelVersion>4.0.0</modelVersion>"
        + content
        + "</project>";
  }
}
