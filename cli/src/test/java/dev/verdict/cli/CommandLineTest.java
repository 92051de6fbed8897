package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.verdict.contract.Verdict;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandLineTest {
  private static final List<String> COMMANDS =
      List.of(
          "run",
          "up",
          "coordinator",
          "worker",
          "reporter",
          "artifacts",
          "submit-task",
          "wait-completion",
          "export-results",
          "inspect");

  @TempDir private Path directory;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
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
    for (String command : COMMANDS) {
      assertThat(run(command, "--help")).as(command).isZero();
    }
    assertThat(out.toString())
        .contains("--report-formats", "--data-dir", "--ids", "--postgres.host");
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

  private void isWrong(String expected, String... arguments) {
    err.getBuffer().setLength(0);
    assertThat(run(arguments)).as(err::toString).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains(expected).doesNotContain("\tat ");
  }

  @Test
  void anAddressThatIsNoneIsAWrongCommandLine() {
    isWrong(
        "localhost:8080 (expected: an http", "wait-completion", "--coordinator", "localhost:8080");
    isWrong("expected: an http", "run", "--artifacts-url", "nowhere");
  }

  @Test
  void numbersHaveBounds() {
    String data = directory.toString();
    isWrong("--port: 99999 (expected:", "up", "--data-dir", data, "--port", "99999");
    isWrong("--workers: -1 (expected:", "up", "--data-dir", data, "--workers", "-1");
    isWrong("--slots: 0 (expected:", "up", "--data-dir", data, "--slots", "0");
    isWrong("--kafka-port: 70000 (expected:", "up", "--data-dir", data, "--kafka-port", "70000");
    isWrong("--timeout: 0 (expected:", "run", data, "--timeout", "0");
    isWrong("--poll-interval: 0 (expected:", "run", data, "--poll-interval", "0");
    isWrong("--workers: 0 (expected:", "run", data, "--workers", "0");
    isWrong("--files-per-task: -1 (expected:", "run", data, "--files-per-task", "-1");
    isWrong("--poll-interval: 0.0 (expected:", "wait-completion", "--poll-interval", "0");
    isWrong("--timeout: -1 (expected:", "wait-completion", "--timeout", "-1");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void aSettingIsAnOptionOfWhatStartsTheSystem() {
    String data = directory.toString();
    isWrong(
        "coordinator.lease: soon (expected: a time",
        "up",
        "--data-dir",
        data,
        "--coordinator.lease",
        "soon");
    isWrong(
        "worker.grace: soon (expected: a time", "up", "--data-dir", data, "--worker.grace=soon");
    isWrong("coordinator.lease", "up", "--data-dir", data, "--coordinator.leese", "20s");
    isWrong(
        "artifact_retention_days: 0 (expected:",
        "up",
        "--data-dir",
        data,
        "--artifact_retention_days",
        "0");
    isWrong("--postgres.host", "up", "--data-dir", data, "--postgres.host", "db");
    isWrong(
        "coordinator.lease: soon", "run", data, "--data-dir", data, "--coordinator.lease", "soon");
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void wordsOfAnOptionDoNotSwallowTheDirectory() {
    String none = "http://127.0.0.1:1";
    String dir = directory.toString();
    isWrong(
        "nope.py (expected: a file that exists in " + dir,
        "run",
        "--coordinator",
        none,
        "--test-files",
        "nope.py",
        dir);
    isWrong(
        "'whatever' (expected", "run", "--coordinator", none, "--report-formats", "whatever", dir);
    isWrong(
        "--hardware: " + dir + "/typo (expected:",
        "run",
        dir,
        "--coordinator",
        none,
        "--hardware",
        "cuda",
        dir + "/typo");
    for (String option : List.of("--hardware", "--test-pattern", "--test-files")) {
      run("run", "--coordinator", none, option, "x", dir, "--report-formats", "wrong");
      assertThat(err.toString()).doesNotContain("test directory");
    }
  }

  @Test
  void nobodyThereIsNotTheFaultOfTheCommandLine() {
    String nobody = "http://127.0.0.1:1";
    assertThat(run("run", directory.toString(), "--coordinator", nobody))
        .isEqualTo(ExitCodes.NOT_COMPLETED);
    assertThat(err.toString()).contains("does not answer");
  }
}
