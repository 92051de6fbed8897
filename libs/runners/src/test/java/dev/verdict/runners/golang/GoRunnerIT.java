package dev.verdict.runners.golang;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.runners.PlannedUnit;
import dev.verdict.runners.Project;
import dev.verdict.runners.Trial;
import dev.verdict.runners.process.ProgramSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoRunnerIT {
  private static final String MODULE = "module example.com/calc\n\ngo 1.18\n";
  private static final String SUITE =
      """
      package calc
      import ("fmt"; "testing")
      func TestPasses(t *testing.T) { fmt.Print("no line end"); t.Log("hello") }
      func TestFails(t *testing.T) { t.Errorf("want <1>") }
      func TestSkipped(t *testing.T) { t.Skip("not today") }
      func TestOdd(t *testing.T) {
        for _, name := range []string{"a.b", "x::y", "with space", "sl/ash", "", "", "<&>", "ünï"} {
          t.Run(name, func(t *testing.T) { if name == "a.b" { t.Fail() } })
        }
      }
      func BenchmarkNothing(b *testing.B) {}
      func FuzzIt(f *testing.F) { f.Add("a"); f.Fuzz(func(t *testing.T, s string) {}) }
      func ExampleHello() {
        fmt.Println("hi")
        // Output: hi
      }
      """;

  @TempDir Path root;
  @TempDir Path scratch;

  @BeforeEach
  void needsGo() {
    assumeTrue(ProgramSearch.onPath("go", System.getenv("PATH")).isPresent(), "go is not on PATH");
  }

  @Test
  void everyPlannedTestIsReportedOnceAndTheTotalsAreThoseOfTheTool() throws Exception {
    new Project(root).with("go.mod", MODULE).with("pkg/calc/calc_test.go", SUITE);

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.planned().unit().name()).isEqualTo("./pkg/calc");
    assertThat(result.plannedIds())
        .hasSize(6)
        .contains("example.com/calc/pkg/calc::TestOdd", "example.com/calc/pkg/calc::ExampleHello");
    assertThat(result.ids())
        .doesNotHaveDuplicates()
        .containsAll(result.plannedIds())
        .contains(
            "example.com/calc/pkg/calc::TestOdd/with_space",
            "example.com/calc/pkg/calc::TestOdd/#01");
    assertThat(result.totals())
        .isEqualTo(
            Map.of(
                "passed", said(result, "--- PASS"),
                "failure", said(result, "--- FAIL"),
                "skipped", said(result, "--- SKIP")));
    assertThat(result.totals()).containsEntry("passed", 11L).containsEntry("failure", 3L);
    assertThat(result.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
    assertThat(result.told()).allMatch(told -> told.file().equals("pkg/calc/calc_test.go"));
  }

  @Test
  void aPackageThatDoesNotBuildIsPlannedAndDoesNotHideTheOthers() throws Exception {
    new Project(root)
        .with("go.mod", MODULE)
        .with("bad/a_test.go", "package bad\nimport \"testing\"\nfunc TestA(t *testing.T) { x() }")
        .with("good/a_test.go", "package good\nimport \"testing\"\nfunc TestA(t *testing.T) {}");

    List<Trial.Result> results = new Trial(root, scratch).runAll();

    Trial.Result bad = results.get(0);
    assertThat(bad.planned().problem()).contains("undefined: x");
    assertThat(bad.told())
        .containsExactly(new Trial.Told("bad/a_test.go", "error", "bad/a_test.go"));
    assertThat(bad.log()).contains("undefined: x");
    assertThat(results.get(1).plannedIds())
        .isEqualTo(results.get(1).ids())
        .containsExactly("example.com/calc/good::TestA");
  }

  @Test
  void aTestThatEndsTheProcessIsAnErrorAndThoseAfterItAreNotReported() throws Exception {
    new Project(root)
        .with("go.mod", MODULE)
        .with(
            "a_test.go",
            "package calc\nimport (\"os\"; \"testing\")\nfunc TestA(t *testing.T) {}\n"
                + "func TestB(t *testing.T) { os.Exit(3) }\nfunc TestC(t *testing.T) {}\n");

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.plannedIds()).hasSize(3);
    assertThat(result.told())
        .extracting(Trial.Told::outcome)
        .containsExactly("passed", said(result, "--- FAIL: TestB") > 0 ? "failure" : "error");
    assertThat(result.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
  }

  @Test
  void onlyTheWantedTestsRun() throws Exception {
    new Project(root).with("sub/go.mod", MODULE).with("sub/calc_test.go", SUITE);
    Trial trial = new Trial(root, scratch);
    PlannedUnit unit = trial.plan(trial.search()).units().get(0);

    Trial.Result result = trial.run(unit, List.of("example.com/calc::TestPasses"), List.of());

    assertThat(result.told())
        .containsExactly(
            new Trial.Told("example.com/calc::TestPasses", "passed", "sub/calc_test.go"));
  }

  private static long said(Trial.Result result, String word) {
    return result.log().lines().filter(line -> line.contains(word)).count();
  }
}
