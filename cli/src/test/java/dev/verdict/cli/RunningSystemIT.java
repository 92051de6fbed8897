package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.verdict.cli.client.Endpoint;
import dev.verdict.cli.oneprocess.OneProcess;
import dev.verdict.cli.oneprocess.OneProcessOptions;
import dev.verdict.embedded.CannotStart;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A second command beside a {@code verdict up}, on the same data directory. */
@Timeout(180)
class RunningSystemIT {
  @TempDir private static Path root;
  private static Path data = Path.of("");
  private static OneProcess system;

  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private static OneProcessOptions options() {
    return new OneProcessOptions(
        data, 0, 0, 0, 1, 1, name -> null, Optional.empty(), Map.of("coordinator.lease", "10s"));
  }

  @BeforeAll
  static void up() {
    data = root.resolve("data");
    system = OneProcess.start(options());
  }

  @AfterAll
  static void down() {
    system.close();
    assertThat(data.resolve(Endpoint.FILE)).doesNotExist();
  }

  private int run(String... arguments) {
    return Main.run(new PrintWriter(out, true), new PrintWriter(err, true), arguments);
  }

  @Test
  void anotherStartOnTheSameDirectoryLeavesTheDescriptionAlone() {
    assertThatThrownBy(() -> OneProcess.start(options()))
        .isInstanceOf(CannotStart.class)
        .hasMessageContaining("directory in use");
    assertThat(Endpoint.in(data)).contains(system.endpoint());
  }

  @Test
  void aRunUsesTheSystemThatHoldsTheDirectoryAndSaysSo() throws Exception {
    assumeTrue(Python.isThere(), "python3");
    Path tests = Files.createDirectories(root.resolve("project/tests"));
    Files.writeString(root.resolve("project/.env"), "PASSWORD=1");
    Files.writeString(root.resolve("project/setup.cfg"), "");
    Files.writeString(
        tests.resolve("test_a.py"),
        """
        import os, unittest
        class A(unittest.TestCase):
            def test_secret_stays_at_home(self):
                self.assertFalse(os.path.exists(os.path.join(os.path.dirname(__file__), "../.env")))
        """);

    int code =
        run(
            "run",
            "--data-dir",
            data.toString(),
            "--runner",
            "unittest",
            "--output-dir",
            root.resolve("reports").toString(),
            "--report-formats",
            "json",
            tests.toString());

    assertThat(code).as(err + "\n" + out).isZero();
    assertThat(err.toString())
        .contains("Using the system that runs in " + data)
        .contains("Sending 2 files, ")
        .contains(" of " + root.resolve("project"))
        .contains("left out, because it may hold secrets: .env");
    assertThat(out.toString()).contains(system.endpoint().url() + "/");
    assertThat(root.resolve("reports")).isNotEmptyDirectory();
    assertThat(Endpoint.in(data)).contains(system.endpoint());
  }

  @Test
  void aWrongKeyIsToldBeforeAnyWork() throws Exception {
    Path empty = Files.createDirectories(root.resolve("empty"));
    int code =
        run(
            "run",
            empty.toString(),
            "--coordinator",
            system.endpoint().url(),
            "--api-key",
            "wrong",
            "--data-dir",
            root.resolve("none").toString());
    assertThat(code).isEqualTo(ExitCodes.WRONG_USAGE);
    assertThat(err.toString()).contains("--api-key");
  }

  @Test
  void theDoctorFindsTheSystemWell() {
    assertThat(run("doctor", "--data-dir", data.toString())).as(err.toString()).isZero();
    assertThat(out.toString())
        .contains("Is the coordinator reachable? yes")
        .contains("its clock and ours agree")
        .contains("\"bootstrap\" may admin, enroll, read, submit")
        .contains("1 workers, 0 of 1 slots busy")
        .contains("reporter.kafka is up");
  }

  @Test
  void theDoctorTellsThatAKeyIsWrongAndAsksNoFurther() {
    assertThat(run("doctor", "--data-dir", data.toString(), "--api-key", "of-nobody"))
        .isEqualTo(ExitCodes.NOT_COMPLETED);
    assertThat(out.toString())
        .contains("Is the key valid? no")
        .contains("Can tests run? not asked")
        .contains("1. give a valid key");
  }
}
