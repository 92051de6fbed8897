package dev.verdict.runners;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.plugin.runner.ListedTest;
import dev.verdict.plugin.runner.TestUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class UnitGroupsTest {
  private final FakeRunner together =
      new FakeRunner("together", "*.t", 50) {
        @Override
        public boolean runsTogether() {
          return true;
        }
      };
  private final FakeRunner alone = new FakeRunner("alone", "*.a", 50);
  private final UnitGroups groups = new UnitGroups(Runners.of(List.of(together, alone)));

  @Test
  void neighboursShareATaskAndKeepAllTheirTests() {
    Plan plan =
        plan(unit("together", "d/1.t"), unit("together", "d/2.t"), unit("together", "d/3.t"));

    Plan grouped = groups.group(plan, GroupSizes.of(2));

    assertThat(grouped.units())
        .extracting(unit -> unit.unit().files())
        .containsExactly(List.of("d/1.t", "d/2.t"), List.of("d/3.t"));
    assertThat(grouped.units().get(0).unit().name()).isEqualTo("d/1.t … 2.t (2 files)");
    assertThat(tests(grouped)).isEqualTo(tests(plan));
  }

  @Test
  void whatIsElsewhereOrOfAToolThatCannotStaysAlone() {
    Plan plan =
        plan(
            unit("together", "d/1.t"),
            unit("together", "e/1.t"),
            unit("alone", "d/1.a"),
            unit("alone", "d/2.a"));

    assertThat(groups.group(plan, GroupSizes.of(10)).units()).hasSize(4);
  }

  @Test
  void whatCouldNotBeListedStaysAlone() {
    Plan plan = plan(unit("together", "1.t"), broken("2.t"), unit("together", "3.t"));

    Plan grouped = groups.group(plan, GroupSizes.of(10));

    assertThat(grouped.units())
        .extracting(unit -> unit.unit().files())
        .containsExactly(List.of("1.t", "3.t"), List.of("2.t"));
  }

  @Test
  void nothingIsLostAndTheSizesShrink() {
    Plan plan =
        plan(
            IntStream.range(100, 150)
                .mapToObj(i -> unit("together", "d/" + i + ".t"))
                .toArray(PlannedUnit[]::new));

    Plan grouped = groups.group(plan, GroupSizes.shrinking(groups.candidates(plan), 2));

    List<Integer> sizes = grouped.units().stream().map(unit -> unit.unit().files().size()).toList();
    assertThat(sizes).isSortedAccordingTo((one, other) -> other - one);
    assertThat(sizes.get(0)).isEqualTo(13);
    assertThat(sizes).hasSizeBetween(6, 12);
    assertThat(tests(grouped)).isEqualTo(tests(plan));
  }

  @Test
  void fewFilesStayAlone() {
    Plan plan = plan(unit("together", "1.t"), unit("together", "2.t"), unit("together", "3.t"));

    assertThat(groups.group(plan, GroupSizes.shrinking(3, 2)).units()).hasSize(3);
  }

  private static List<String> tests(Plan plan) {
    List<String> ids = new ArrayList<>();
    plan.units().forEach(unit -> unit.tests().forEach(test -> ids.add(test.id())));
    return ids;
  }

  private static Plan plan(PlannedUnit... units) {
    return new Plan(List.of(units), List.of());
  }

  private static PlannedUnit unit(String runner, String file) {
    return unit(runner, file, null);
  }

  private static PlannedUnit broken(String file) {
    return unit("together", file, "cannot be read");
  }

  private static PlannedUnit unit(String runner, String file, @Nullable String problem) {
    List<ListedTest> tests =
        Stream.of("a", "b")
            .map(name -> new ListedTest(file + "::" + name, name, file, false))
            .toList();
    return new PlannedUnit(runner, new TestUnit(file, List.of(file)), tests, problem);
  }
}
