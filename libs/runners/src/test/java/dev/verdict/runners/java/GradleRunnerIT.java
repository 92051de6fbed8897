package dev.verdict.runners.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.runners.Project;
import dev.verdict.runners.Trial;
import dev.verdict.runners.process.ProgramSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GradleRunnerIT {
  private static final String BUILD =
      """
      apply plugin: 'java'
      repositories { mavenCentral() }
      dependencies { testImplementation 'junit:junit:4.13.2' }
      """;
  private static final String SUITE =
      """
      package calc;
      import static org.junit.Assert.*;
      import org.junit.*;
      public class CalcTest {
        @Test public void passes() {}
        @Test public void fails() { assertEquals(1, 2); }
        @Test public void errors() { throw new IllegalStateException("boom"); }
        @Test @Ignore public void skipped() {}
      }
      """;

  @TempDir Path root;
  @TempDir Path scratch;

  @BeforeEach
  void needsGradle() {
    assumeTrue(
        ProgramSearch.onPath("gradle", System.getenv("PATH")).isPresent(), "gradle is not on PATH");
  }

  @Test
  void aProjectIsAUnitAndItsReportsLieOutsideOfTheSource() throws Exception {
    new Project(root)
        .with("settings.gradle", "include 'calc'")
        .with("calc/build.gradle", BUILD)
        .with("calc/src/test/java/calc/CalcTest.java", SUITE)
        .with("calc/src/test/java/calc/TestData.java", "package calc;\nclass TestData {}");
    // An installed Gradle goes with the JDK on the path, and may be too old for that of this build.
    Trial trial = new Trial(root, scratch, Map.of("JAVA_HOME", ""));

    Trial.Result first = trial.runAll().get(0);
    Trial.Result again = trial.runAll().get(0);

    assertThat(first.planned().unit().name()).isEqualTo("calc");
    assertThat(first.log()).contains("4 tests completed, 2 failed, 1 skipped");
    assertThat(first.totals()).isEqualTo(Map.of("passed", 1L, "failure", 2L, "skipped", 1L));
    assertThat(first.ids()).contains("calc.CalcTest::passes").doesNotHaveDuplicates();
    assertThat(first.told())
        .allMatch(told -> told.file().equals("calc/src/test/java/calc/CalcTest.java"));
    assertThat(first.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
    assertThat(again.totals()).isEqualTo(first.totals());
    assertThat(trial.run(first.planned(), List.of("calc.CalcTest::passes"), List.of()).ids())
        .containsExactly("calc.CalcTest::passes");
  }
}
