package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.cli.command.VerdictCommand;
import dev.verdict.contract.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

class CommandLineTest {
  /** The services are left out: they start with whatever they are given. */
  private static final List<String> END_BY_THEMSELVES =
      List.of("run", "up", "submit-task", "wait-completion", "export-results", "inspect");

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    CommandLine line = new CommandLine(new VerdictCommand());
    line.setOut(new PrintWriter(out));
    line.setErr(new PrintWriter(err));
    return line.execute(arguments);
  }

  @Test
  void anUnknownOptionIsRefusedWithTheNearestKnownOne() {
    assertThat(run("run", "--report-format", "json")).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("--report-format").contains("--report-formats");
  }

  @Test
  void anUnknownCommandIsRefusedWithTheNearestKnownOne() {
    assertThat(run("inspekt", "a.xml")).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("inspect");
  }

  @Test
  void everyCommandExplainsItself() {
    for (String command : END_BY_THEMSELVES) {
      assertThat(run(command, "--help")).as(command).isZero();
    }
    assertThat(out.toString()).contains("--report-formats", "--data-dir", "--ids");
  }

  @Test
  void theExitCodeTellsTheVerdict() {
    assertThat(ExitCodes.of(Verdict.PASSED)).isZero();
    assertThat(ExitCodes.of(Verdict.SKIPPED)).isZero();
    assertThat(ExitCodes.of(Verdict.FAILED)).isEqualTo(1);
    assertThat(ExitCodes.of(Verdict.ERROR)).isEqualTo(1);
    assertThat(ExitCodes.of(Verdict.LOST)).isEqualTo(3);
    assertThat(ExitCodes.of(Verdict.CANCELLED)).isEqualTo(3);
    assertThat(ExitCodes.of(Verdict.TIMEOUT)).isEqualTo(4);
    assertThat(ExitCodes.of(null)).isEqualTo(3);
  }
}
