package dev.verdict.runners;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.TestUnit;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiscoveryIT {
  @TempDir Path root;

  private final FakeRunner snakes = new FakeRunner("snakes", "test_*.py", 90);
  private final FakeRunner gophers = new FakeRunner("gophers", "*_test.go", 80);

  @Test
  void theOrderIsTheSameAndWhatToolsBuiltIsLeftOut() throws Exception {
    new Project(root)
        .with("b/test_b.py", "one two")
        .with("a/test_a.py", "three")
        .with("a/helper.py", "no")
        .with("node_modules/x/test_x.py", "no")
        .with(".venv/test_y.py", "no")
        .with("build/test_z.py", "no");

    Plan plan = plan(search());

    assertThat(plan.units())
        .extracting(unit -> unit.unit().name())
        .containsExactly("a/test_a.py", "b/test_b.py");
    assertThat(plan.units().get(1).tests())
        .extracting(ListedTest::id)
        .containsExactly("b/test_b.py::one", "b/test_b.py::two");
    assertThat(plan.size()).isEqualTo(3);
    assertThat(plan.notes()).isEmpty();
  }

  @Test
  void filesOfSeveralRunnersStandSideBySide() throws Exception {
    new Project(root).with("test_a.py", "one").with("b_test.go", "two");

    assertThat(plan(search()).units())
        .extracting(PlannedUnit::runner)
        .containsExactly("gophers", "snakes");
  }

  @Test
  void aFileThatTwoWantGoesToTheSurer() throws Exception {
    new Project(root).with("test_a.py", "one");
    FakeRunner others = new FakeRunner("others", "test*.py", 70);

    Plan plan = new Discovery(Runners.of(List.of(others, snakes))).plan(search());

    assertThat(plan.units()).extracting(PlannedUnit::runner).containsExactly("snakes");
  }

  @Test
  void aFileThatTwoWantEquallyIsAnError() throws Exception {
    new Project(root).with("test_a.py", "one");
    FakeRunner others = new FakeRunner("others", "test*.py", 90);

    assertThatThrownBy(() -> new Discovery(Runners.of(List.of(others, snakes))).plan(search()))
        .hasMessage(
            "test runner: others and snakes are equally sure of test_a.py"
                + " (expected: one, or its name)");
  }

  @Test
  void aPatternIsForTheLanguageAndNotForTheNamesOfTheTool() throws Exception {
    new Project(root)
        .with("checks/check_a.py", "one")
        .with("other/check_b.py", "two")
        .with("check_c.rb", "three");

    Plan plan = plan(search().withPatterns(List.of("checks/check_*", "check_c*")));

    assertThat(plan.units())
        .extracting(unit -> unit.unit().name())
        .containsExactly("checks/check_a.py");
  }

  @Test
  void aPatternThatIsNoneIsAnError() throws Exception {
    new Project(root).with("test_a.py", "one");

    assertThatThrownBy(() -> plan(search().withPatterns(List.of("test_[.py"))))
        .isInstanceOf(DiscoveryFailed.class)
        .hasMessageStartingWith("test pattern: 'test_[.py' (expected: a glob such as test_*.py;");
  }

  @Test
  void nothingFoundSaysWhatWasLookedForAndWhere() throws Exception {
    new Project(root).with("main.py", "one");

    assertThatThrownBy(() -> plan(search()))
        .isInstanceOf(DiscoveryFailed.class)
        .hasMessageStartingWith(
            "tests: none in "
                + root
                + " (expected: files like snakes: test_*.py; gophers: *_test.go; hidden");
    assertThatThrownBy(() -> plan(search().withPatterns(List.of("x_*.py"))))
        .hasMessageContaining("files like x_*.py;");
  }

  @Test
  void filesThatAreNamedMustExistAndBeTests() throws Exception {
    new Project(root).with("any.py", "one").with("readme.md", "no");

    assertThat(plan(search().withFiles(List.of("any.py", root + "/any.py"))).size()).isEqualTo(1);
    assertThatThrownBy(() -> plan(search().withFiles(List.of("gone.py", "any.py", "lost.py"))))
        .hasMessage("test file: gone.py, lost.py (expected: a file that exists in " + root + ")");
    assertThatThrownBy(() -> plan(search().withFiles(List.of("../any.py"))))
        .hasMessageContaining("(expected: a file below " + root + ")");
    assertThatThrownBy(() -> plan(search().withFiles(List.of("readme.md"))))
        .hasMessage("test file: readme.md (expected: a test of snakes, gophers)");
  }

  @Test
  void aDirectoryThatDoesNotExistIsAnError() {
    assertThatThrownBy(() -> plan(TestSearch.in(root.resolve("gone"), Map.of())))
        .hasMessageContaining("gone (expected: a directory that exists)");
  }

  @Test
  void aUnitThatCannotBeListedIsPlannedByItsFiles() throws Exception {
    new Project(root).with("test_a.py", "BROKEN").with("test_b.py", "one");

    List<PlannedUnit> units = plan(search()).units();

    assertThat(units.get(0))
        .isEqualTo(
            new PlannedUnit(
                "snakes",
                new TestUnit("test_a.py", List.of("test_a.py")),
                List.of(),
                "test_a.py is broken"));
    assertThat(units.get(1).namesTests()).isTrue();
  }

  @Test
  void aFileWithoutTestsIsNotedAndAPlanOfNothingIsAnError() throws Exception {
    new Project(root).with("test_a.py", "one").with("test_empty.py", "");

    assertThat(plan(search()).notes()).containsExactly("test_empty.py: snakes finds no test in it");
    assertThatThrownBy(() -> plan(search().withFiles(List.of("test_empty.py"))))
        .hasMessageContaining("snakes finds no test in it (expected: at least one test)");
  }

  @Test
  void oneCommandListsManyAndOnlyTheBrokenOneIsAskedAlone() throws Exception {
    FakeRunner together = new FakeRunner("together", "test_*.py", 90, true);
    List<String> files = new ArrayList<>();
    for (int i = 10; i < 26; i++) {
      files.add("test_" + i + ".py");
      new Project(root).with("test_" + i + ".py", i == 13 ? "BROKEN" : "one");
    }

    Plan plan = new Discovery(Runners.of(List.of(together))).plan(search());

    assertThat(together.asked.get(0)).isEqualTo(files);
    assertThat(together.asked).hasSize(1 + 2 * 4).contains(List.of("test_13.py"));
    assertThat(plan.units()).hasSize(16);
    assertThat(plan.units()).filteredOn(unit -> unit.problem() != null).hasSize(1);
    assertThat(plan.size()).isEqualTo(16);
  }

  @Test
  void aToolThatIsNotThereIsAskedOnceAndThePlanNamesFiles() throws Exception {
    FakeRunner together = new FakeRunner("together", "test_*.py", 90, true);
    new Project(root).with("test_a.py", "one").with("test_b.py", "two");

    Plan plan =
        new Discovery(Runners.of(List.of(together)))
            .plan(TestSearch.in(root, Map.of("PATH", "/nowhere")));

    assertThat(together.asked).hasSize(1);
    assertThat(plan.units())
        .hasSize(2)
        .allMatch(unit -> "grep: not found on PATH (/nowhere)".equals(unit.problem()));
  }

  @Test
  void testsOfOneNameInAFileAreToldApart() throws Exception {
    new Project(root).with("test_a.py", "same other same");

    assertThat(plan(search()).units().get(0).tests())
        .extracting(ListedTest::id)
        .containsExactly("test_a.py::same", "test_a.py::other", "test_a.py::same#2");
  }

  @Test
  void withoutListingThePlanNamesFiles() throws Exception {
    new Project(root).with("test_a.py", "one two");

    Plan plan = plan(search().withListing(false, Duration.ofSeconds(1)));

    assertThat(plan.size()).isEqualTo(1);
    assertThat(snakes.asked).isEmpty();
  }

  @Test
  void aRunnerThatNeedsNoFilesIsPlannedWhenItIsNamed() throws Exception {
    Plan plan =
        new Discovery(Runners.load())
            .plan(search().withRunner(Optional.of("command")).withArguments(List.of("true")));

    assertThat(plan.units()).extracting(PlannedUnit::runner).containsExactly("command");
  }

  private Plan plan(TestSearch search) throws Exception {
    return new Discovery(Runners.of(List.of(snakes, gophers))).plan(search);
  }

  private TestSearch search() {
    return TestSearch.in(root, Map.of("PATH", "/usr/bin:/bin"));
  }
}
