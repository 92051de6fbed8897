package dev.verdict.runners.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.runners.PlannedUnit;
import dev.verdict.runners.Project;
import dev.verdict.runners.Trial;
import dev.verdict.runners.process.CapturedRun;
import dev.verdict.runners.process.ProgramSearch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Installs both tools into a directory below {@code target}, once; without a network, or without
 * npm, it is skipped.
 */
class NodeRunnersIT {
  private static final Path TOOLS = Path.of("target", "node-tools").toAbsolutePath();
  private static final String SUITE =
      """
      describe('sum', () => {
        test('passes', () => {});
        test('fails', () => { expect(1).toBe(2); });
        test.skip('skipped', () => {});
        test.todo('todo');
        test.each([['a.b'], ['x > y'], ['<&>"'], ['new\\nline'], ['ünï']])('odd %s', () => {});
        test('same', () => {});
        test('same', () => {});
        describe('broken', () => {
          beforeAll(() => { throw new Error('no database'); });
          test('one', () => {});
        });
      });
      """;
  private static final String IMPORTS =
      "import {test, describe, expect, beforeAll} from 'vitest';\n";

  @TempDir Path root;
  @TempDir Path scratch;

  @BeforeAll
  static void installTools() throws Exception {
    String path = System.getenv("PATH");
    assumeTrue(ProgramSearch.onPath("npm", path).isPresent(), "npm is not on PATH");
    if (!Files.exists(TOOLS.resolve("installed"))) {
      Files.createDirectories(TOOLS);
      Command install =
          new Command(
              List.of(
                  "npm",
                  "install",
                  "--no-audit",
                  "--no-fund",
                  "--fetch-retries=1",
                  "--prefix",
                  TOOLS.toString(),
                  "jest@30",
                  "vitest@4"),
              TOOLS,
              Map.of());
      CapturedRun run = CapturedRun.of(install, System.getenv(), Duration.ofMinutes(3), 1 << 20);
      assumeTrue(run.output().exitCode() == 0, "npm could not install: " + run.output());
      Files.createFile(TOOLS.resolve("installed"));
    }
  }

  @AfterEach
  void unlinkTools() throws Exception {
    Files.deleteIfExists(root.resolve("node_modules"));
  }

  @Test
  void jestIsPlannedByFilesAndItsTotalsAreThoseOfTheTool() throws Exception {
    project("jest")
        .with("unit/sum.test.js", SUITE)
        .with("unit/bad.test.js", "throw new Error('no');");

    List<Trial.Result> results = new Trial(root, scratch).runAll();

    assertThat(results.get(0).told())
        .containsExactly(new Trial.Told("unit/bad.test.js", "error", "unit/bad.test.js"));
    Trial.Result sum = results.get(1);
    assertThat(sum.planned().tests()).isEmpty();
    assertThat(sum.log()).contains("Tests:       2 failed, 1 skipped, 1 todo, 8 passed, 12 total");
    assertThat(sum.totals()).isEqualTo(Map.of("passed", 8L, "failure", 2L, "skipped", 2L));
    assertThat(sum.ids())
        .doesNotHaveDuplicates()
        .contains(
            "unit/sum.test.js::sum > odd x > y",
            "unit/sum.test.js::sum > odd new\nline",
            "unit/sum.test.js::sum > same#2");
    assertThat(sum.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
  }

  @Test
  void vitestListsItsTestsAndReportsEachOnce() throws Exception {
    project("vitest")
        .with("unit/sum.test.js", IMPORTS + SUITE)
        .with("unit/bad.test.js", "throw new Error('no');")
        .with("unit/off.test.js", IMPORTS + "test.skip('later', () => {});");

    List<Trial.Result> results = new Trial(root, scratch).runAll();

    assertThat(results).hasSize(3);
    assertThat(results.get(0).planned().problem()).contains("no");
    assertThat(results.get(0).told())
        .containsExactly(new Trial.Told("unit/bad.test.js", "error", "unit/bad.test.js"));
    assertThat(results.get(1).ids()).containsExactly("unit/off.test.js::later");
    Trial.Result sum = results.get(2);
    assertThat(sum.plannedIds()).hasSize(10).contains("unit/sum.test.js::sum > same#2");
    assertThat(sum.ids()).doesNotHaveDuplicates().containsAll(sum.plannedIds());
    // The tool counts what a failed set-up kept from running as skipped; for us it is an error.
    assertThat(sum.log()).contains("1 failed | 8 passed | 2 skipped | 1 todo (12)");
    assertThat(sum.totals())
        .isEqualTo(Map.of("passed", 8L, "failure", 1L, "error", 1L, "skipped", 2L));
    assertThat(sum.of("unit/sum.test.js::sum > broken > one").outcome()).isEqualTo("error");
  }

  @Test
  void onlyTheWantedTestsRun() throws Exception {
    project("vitest").with("a.test.js", IMPORTS + SUITE);
    Trial trial = new Trial(root, scratch);
    PlannedUnit unit = trial.plan(trial.search()).units().get(0);

    Trial.Result result =
        trial.run(
            unit, List.of("a.test.js::sum > odd x > y", "a.test.js::sum > passes"), List.of());

    assertThat(result.told().stream().filter(told -> told.outcome().equals("passed")))
        .extracting(Trial.Told::id)
        .containsExactlyInAnyOrder("a.test.js::sum > odd x > y", "a.test.js::sum > passes");
  }

  private Project project(String tool) throws Exception {
    Files.createSymbolicLink(root.resolve("node_modules"), TOOLS.resolve("node_modules"));
    return new Project(root)
        .with("package.json", "{\"devDependencies\": {\"" + tool + "\": \"*\"}}");
  }
}
