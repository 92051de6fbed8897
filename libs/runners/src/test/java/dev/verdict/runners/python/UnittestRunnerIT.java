package dev.verdict.runners.python;

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

class UnittestRunnerIT {
  private static final String SUITE =
      """
      import unittest
      from code_under_test import answer

      class Basics(unittest.TestCase):
          def test_passes(self): self.assertEqual(42, answer())
          def test_fails(self): self.assertEqual(1, answer())
          def test_errors(self): raise RuntimeError("bad \\x00 character")
          @unittest.skip("not today")
          def test_skipped(self): pass
          @unittest.expectedFailure
          def test_expected(self): self.fail()
          def test_parts(self):
              for i in range(3):
                  with self.subTest(i=i): self.assertEqual(0, i % 2)

      class Grown(unittest.TestCase): pass
      for odd in ("a b", "x::y", "<&>", "ünï"):
          setattr(Grown, "test_" + odd, lambda self: None)

      class Broken(unittest.TestCase):
          @classmethod
          def setUpClass(cls): raise RuntimeError("no database")
          def test_one(self): pass
          def test_two(self): pass
      """;

  @TempDir Path root;
  @TempDir Path scratch;

  @BeforeEach
  void needsPython() {
    assumeTrue(
        ProgramSearch.onPath("python3", System.getenv("PATH")).isPresent(),
        "python3 is not on PATH");
  }

  @Test
  void everyPlannedTestIsReportedOnceAndTheTotalsAreThoseOfTheTool() throws Exception {
    new Project(root)
        .with("code_under_test.py", "def answer(): return 42")
        .with("tests/test_suite.py", SUITE);

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.planned().runner()).isEqualTo("unittest");
    assertThat(result.ids())
        .doesNotHaveDuplicates()
        .containsExactlyElementsOf(result.plannedIds())
        .contains("tests/test_suite.py::Grown::test_x::y");
    // The tool counts the class that could not be set up as one error and its tests not at all.
    assertThat(result.log()).contains("Ran 10 tests");
    assertThat(result.log()).contains("failures=2, errors=2, skipped=1, expected failures=1");
    assertThat(result.totals())
        .isEqualTo(Map.of("passed", 6L, "failure", 2L, "error", 3L, "skipped", 1L));
    assertThat(result.of("tests/test_suite.py::Broken::test_two").outcome()).isEqualTo("error");
    assertThat(result.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
  }

  @Test
  void aFileThatCannotBeImportedIsPlannedAndItsRunShowsWhy() throws Exception {
    new Project(root).with("test_broken.py", "import unittest\nimport no_such_module");

    Trial.Result result = new Trial(root, scratch).runAll().get(0);

    assertThat(result.planned().problem()).contains("No module named 'no_such_module'");
    assertThat(result.told())
        .containsExactly(new Trial.Told("test_broken.py", "error", "test_broken.py"));
    assertThat(result.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
  }

  @Test
  void filesOfOneNameDoNotCollideWhenTheyAreListedTogether() throws Exception {
    String text = "import unittest\nclass T(unittest.TestCase):\n    def test_%s(self): pass";
    new Project(root)
        .with("a/test_same.py", text.formatted("a"))
        .with("b/test_same.py", text.formatted("b"));
    Trial trial = new Trial(root, scratch);

    assertThat(trial.plan(trial.search()).units())
        .flatExtracting(PlannedUnit::tests)
        .extracting("id")
        .containsExactly("a/test_same.py::T::test_a", "b/test_same.py::T::test_b");
  }

  @Test
  void onlyTheWantedTestsRun() throws Exception {
    new Project(root)
        .with(
            "test_a.py",
            "import unittest\nclass T(unittest.TestCase):\n"
                + "    def test_x(self): pass\n    def test_y(self): pass\n");
    Trial trial = new Trial(root, scratch);

    Trial.Result result =
        trial.run(
            trial.plan(trial.search()).units().get(0), List.of("test_a.py::T::test_y"), List.of());

    assertThat(result.ids()).containsExactly("test_a.py::T::test_y");
    assertThat(result.meaning()).isEqualTo(ExitMeaning.PASSED);
  }
}
