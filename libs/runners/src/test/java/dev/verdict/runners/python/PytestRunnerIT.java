package dev.verdict.runners.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.runners.Plan;
import dev.verdict.runners.Project;
import dev.verdict.runners.Trial;
import dev.verdict.runners.process.ProgramSearch;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PytestRunnerIT {
  private static final String SUITE =
      """
      import pytest
      from base import Inherited

      def test_passes(): pass
      def test_fails(): assert 1 == 2
      @pytest.mark.skip(reason="not today")
      def test_skipped(): pass
      @pytest.mark.xfail
      def test_expected(): assert False
      @pytest.fixture
      def broken(): raise RuntimeError("no database")
      def test_errors(broken): pass
      @pytest.mark.parametrize("value", ["a.b", "x::y", "with [brackets]", "new\\nline", "ünï", "a/b c", "<&>\\"'", ""])
      def test_odd(value): pass
      class TestOuter:
          def test_in_class(self): pass
          class TestInner:
              @pytest.mark.parametrize("n", [1.5, 2])
              def test_deep(self, n): pass
      class TestChild(Inherited):
          pass
      """;

  @TempDir Path root;
  @TempDir Path scratch;

  @BeforeEach
  void needsPytest() {
    assumeTrue(
        ProgramSearch.onPath("pytest", System.getenv("PATH")).isPresent(), "pytest is not on PATH");
  }

  @Test
  void everyPlannedTestIsReportedOnceAndTheTotalsAreThoseOfTheTool() throws Exception {
    new Project(root)
        .with("conftest.py", "import sys, os; sys.path.insert(0, os.path.dirname(__file__))")
        .with("base.py", "class Inherited:\n    def test_from_base(self): pass\n")
        .with("unit/v1.2/test_suite.py", SUITE);

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.planned().problem()).isNull();
    assertThat(result.ids()).containsExactlyElementsOf(result.plannedIds());
    assertThat(result.ids())
        .doesNotHaveDuplicates()
        .contains(
            "unit/v1.2/test_suite.py::TestOuter::TestInner::test_deep[1.5]",
            "unit/v1.2/test_suite.py::TestChild::test_from_base",
            "unit/v1.2/test_suite.py::test_odd[x::y]");
    assertThat(result.log()).contains("1 failed, 13 passed, 1 skipped, 1 xfailed, 1 error");
    assertThat(result.totals())
        .isEqualTo(Map.of("passed", 13L, "failure", 1L, "skipped", 2L, "error", 1L));
    assertThat(result.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
    assertThat(result.told()).allMatch(told -> told.file().equals("unit/v1.2/test_suite.py"));
  }

  @Test
  void filesOfOneNameDoNotCollide() throws Exception {
    new Project(root)
        .with("a/test_same.py", "def test_x(): pass")
        .with("b/test_same.py", "def test_x(): pass");

    List<Trial.Result> results = new Trial(root, scratch).runAll();

    assertThat(results)
        .extracting(Trial.Result::ids)
        .containsExactly(List.of("a/test_same.py::test_x"), List.of("b/test_same.py::test_x"));
    assertThat(results)
        .extracting(Trial.Result::plannedIds)
        .containsExactly(List.of("a/test_same.py::test_x"), List.of("b/test_same.py::test_x"));
  }

  @Test
  void aFileThatCannotBeImportedIsPlannedAndItsRunShowsWhy() throws Exception {
    new Project(root)
        .with("test_good.py", "def test_x(): pass")
        .with("test_broken.py", "import no_such_module\ndef test_y(): pass");

    List<Trial.Result> results = new Trial(root, scratch).runAll();

    Trial.Result broken = results.get(0);
    assertThat(broken.planned().tests()).isEmpty();
    assertThat(broken.planned().problem()).contains("No module named 'no_such_module'");
    assertThat(broken.meaning()).isEqualTo(ExitMeaning.BROKEN);
    assertThat(broken.told())
        .containsExactly(new Trial.Told("test_broken.py", "error", "test_broken.py"));
    assertThat(results.get(1).plannedIds()).containsExactly("test_good.py::test_x");
  }

  @Test
  void aFileThatSkipsItselfIsOneSkippedTest() throws Exception {
    new Project(root)
        .with("test_gpu.py", "import pytest\npytest.skip('no gpu', allow_module_level=True)");

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.plannedIds()).containsExactly("test_gpu.py");
    assertThat(result.told())
        .containsExactly(new Trial.Told("test_gpu.py", "skipped", "test_gpu.py"));
    assertThat(result.meaning()).isEqualTo(ExitMeaning.NO_TESTS);
  }

  @Test
  void aFileWithoutTestsIsLeftOutAndNoted() throws Exception {
    new Project(root)
        .with("test_good.py", "def test_x(): pass")
        .with("test_tools.py", "import pytest\ndef helper(): pass");
    Trial trial = new Trial(root, scratch);

    Plan plan = trial.plan(trial.search());

    assertThat(plan.units()).extracting(unit -> unit.unit().name()).containsExactly("test_good.py");
    assertThat(plan.notes()).containsExactly("test_tools.py: pytest finds no test in it");
  }

  @Test
  void onlyTheWantedTestsRun() throws Exception {
    new Project(root)
        .with(
            "test_a.py",
            "import pytest\n@pytest.mark.parametrize('v', ['a b', 'c[d]'])\ndef test_x(v): pass");
    Trial trial = new Trial(root, scratch);
    Plan plan = trial.plan(trial.search());

    Trial.Result result =
        trial.run(plan.units().get(0), List.of("test_a.py::test_x[c[d]]"), List.of());

    assertThat(result.ids()).containsExactly("test_a.py::test_x[c[d]]");
  }

  @Test
  void aConfigurationAboveTheRootDoesNotChangeIdentities() throws Exception {
    new Project(root)
        .with("pyproject.toml", "[tool.pytest.ini_options]\naddopts = '-q -q --verbose'\n")
        .with("tests/deep/test_a.py", "class TestX:\n    def test_y(self): pass");

    Trial.Result result = new Trial(root.resolve("tests"), scratch).runAll().get(0);

    assertThat(result.plannedIds()).containsExactly("deep/test_a.py::TestX::test_y");
    assertThat(result.ids()).containsExactly("deep/test_a.py::TestX::test_y");
  }

  @Test
  void aTestThatPassesAndIsTornDownBadlyIsReportedAsAnError() throws Exception {
    new Project(root)
        .with(
            "test_a.py",
            "import pytest\n@pytest.fixture\ndef f():\n    yield\n    raise RuntimeError('late')\n"
                + "def test_x(f): pass\n");

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.told())
        .containsExactly(new Trial.Told("test_a.py::test_x", "error", "test_a.py"));
  }
}
