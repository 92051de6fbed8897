package dev.verdict.runners.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.verdict.plugin.runner.Command;
import dev.verdict.plugin.runner.ExitMeaning;
import dev.verdict.plugin.runner.ReportedTest;
import dev.verdict.plugin.runner.RunnerTask;
import dev.verdict.plugin.runner.TestUnit;
import dev.verdict.runners.PlannedUnit;
import dev.verdict.runners.Trial;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandRunnerIT {
  @TempDir Path root;
  @TempDir Path scratch;
  private final CommandRunner runner = new CommandRunner();

  @Test
  void itsReportsLieWhereItIsTold() throws Exception {
    String report = "<testsuite name=\"s\"><testcase classname=\"a.B\" name=\"c\"/></testsuite>";
    List<String> command =
        List.of("sh", "-c", "echo '" + report + "' > $VERDICT_REPORT_DIR/any.xml; exit 3");
    PlannedUnit unit =
        new PlannedUnit("command", new TestUnit("command", List.of()), List.of(), null);

    Trial.Result result = new Trial(root, scratch).run(unit, List.of(), command);

    assertThat(result.told()).containsExactly(new Trial.Told("a.B::c", "passed", ""));
    assertThat(result.meaning()).isEqualTo(ExitMeaning.TESTS_FAILED);
  }

  @Test
  void theTaskNamesMoreReports() {
    RunnerTask task = task(List.of("make", "check"), List.of("out/*.xml"));

    assertThat(runner.reports(task)).containsExactly("out/*.xml", scratch + "/reports/**.xml");
  }

  @Test
  void nothingToRunIsAnError() {
    assertThatThrownBy(() -> runner.execution(task(List.of(), List.of())))
        .hasMessage("command: nothing (expected: a program and its arguments)");
  }

  @Test
  void theArgumentsAreTheCommand() throws Exception {
    Command command = runner.execution(task(List.of("make", "a b"), List.of()));

    assertThat(command.arguments()).containsExactly("make", "a b");
    assertThat(command.directory()).isEqualTo(root);
  }

  @Test
  void identitiesHoldNoPathOfThisMachine() {
    RunnerTask task = task(List.of("x"), List.of());

    assertThat(runner.identity(task, new ReportedTest("s", null, root + "/a.c:3", null)))
        .isEqualTo("s::a.c:3");
    assertThat(runner.identity(task, new ReportedTest(null, "", "x", null))).isEqualTo("x");
  }

  private RunnerTask task(List<String> arguments, List<String> reports) {
    return new RunnerTask(
        root, new TestUnit("command", List.of()), List.of(), arguments, Map.of(), scratch, reports);
  }
}
