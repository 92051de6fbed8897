package dev.verdict.runners.java;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.runners.Plan;
import dev.verdict.runners.PlannedUnit;
import dev.verdict.runners.Project;
import dev.verdict.runners.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JunitRunnerIT {
  @TempDir Path root;
  @TempDir Path scratch;

  @Test
  void everyPlannedTestIsReportedOnceAndTheTotalsAreThoseOfTheTool() throws Exception {
    JavaProjects.sources(root, "src/", "test/");

    List<Trial.Result> results = new Trial(root, scratch).runAll();

    assertThat(results)
        .extracting(result -> result.planned().unit().name())
        .containsExactly(
            "test/calc/CalcTest.java", "test/calc/HeirTest.java", "test/calc/OffTest.java");
    Trial.Result calc = results.get(0);
    // Only a run can name the tests of a factory, so the plan names the file.
    assertThat(calc.planned().tests()).isEmpty();
    assertThat(calc.planned().problem()).isNull();
    assertThat(calc.ids())
        .doesNotHaveDuplicates()
        .contains(
            "calc.CalcTest::passes()",
            "calc.CalcTest::odd(String)[5]",
            "calc.CalcTest$Inner::two(int, int)[2]");
    assertThat(calc.log())
        .contains("14 tests found", "1 tests skipped", "11 tests successful", "2 tests failed");
    // The launcher's own totals do not tell an assertion from another exception; its report does.
    assertThat(calc.totals())
        .isEqualTo(Map.of("passed", 11L, "failure", 1L, "error", 1L, "skipped", 1L));
    assertThat(calc.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
    assertThat(calc.told()).allMatch(told -> told.file().equals("test/calc/CalcTest.java"));
    assertThat(results.get(1).ids())
        .isEqualTo(results.get(1).plannedIds())
        .containsExactly("calc.HeirTest::inherited()");
    assertThat(results.get(2).ids()).isEqualTo(results.get(2).plannedIds());
    assertThat(results.get(2).totals()).isEqualTo(Map.of("skipped", 2L));
  }

  @Test
  void onlyTheWantedTestsRun() throws Exception {
    JavaProjects.sources(root, "", "");
    Trial trial = new Trial(root, scratch);
    PlannedUnit calc = trial.plan(trial.search()).units().get(0);

    List<String> wanted =
        List.of(
            "calc.CalcTest::made()[2]", "calc.CalcTest::odd(String)[3]", "calc.CalcTest::passes()");

    assertThat(trial.run(calc, wanted, List.of()).ids()).isEqualTo(wanted);
  }

  @Test
  void aFileThatDoesNotCompileIsPlannedAndItsRunShowsWhy() throws Exception {
    JavaProjects.sources(root, "", "")
        .with(
            "calc/BrokenTest.java",
            "package calc;\n"
                + "class BrokenTest { @org.junit.jupiter.api.Test void x() { nothing(); } }");
    Trial trial = new Trial(root, scratch);
    Plan plan = trial.plan(trial.search());
    PlannedUnit broken = plan.units().get(0);

    Trial.Result result = trial.run(broken, List.of(), List.of());

    assertThat(plan.units()).hasSize(4);
    assertThat(plan.units().get(2).namesTests()).isTrue();
    assertThat(broken.problem()).contains("BrokenTest.java:2: error: cannot find symbol");
    assertThat(result.meaning()).isEqualTo(ExitMeaning.BROKEN);
    assertThat(result.told())
        .containsExactly(new Trial.Told("calc/BrokenTest.java", "error", "calc/BrokenTest.java"));
  }

  @Test
  void aFileThatOnlyItsRunCanNameTheTestsOfIsPlannedAsAFile() throws Exception {
    new Project(root)
        .with(
            "EachTest.java",
            """
            import org.junit.jupiter.params.*;
            import org.junit.jupiter.params.provider.*;
            class EachTest { @ParameterizedTest @ValueSource(ints = {1, 2}) void each(int n) {} }
            """);

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.planned().tests()).isEmpty();
    assertThat(result.planned().problem()).isNull();
    assertThat(result.ids()).containsExactly("EachTest::each(int)[1]", "EachTest::each(int)[2]");
  }
}
