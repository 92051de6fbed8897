package dev.verdict.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Ctrl-C while an embedded run runs: told, reported, closed. */
@Timeout(240)
class InterruptedRunIT {
  /** Who builds in the background ignores Ctrl-C, and would hand that down. */
  private static final String LISTENING =
      "import os, signal, sys; signal.signal(signal.SIGINT, signal.SIG_DFL);"
          + " os.execv(sys.argv[1], sys.argv[1:])";

  private static final long PATIENCE_SECONDS = 180;

  @TempDir private Path root;

  @Test
  void aRunThatIsInterruptedStillTellsAndClosesEverything() throws Exception {
    assumeTrue(Python.isThere(), "python3");
    Path tests = Files.createDirectories(root.resolve("suite"));
    Files.writeString(
        tests.resolve("test_a.py"),
        """
        import threading, unittest
        class A(unittest.TestCase):
            def test_never_ends(self):
                threading.Event().wait(600)
        """);
    Path data = root.resolve("data");
    Path output = root.resolve("out.txt");
    Path reports = root.resolve("reports");
    Process process =
        new ProcessBuilder(
                List.of(
                    "python3",
                    "-c",
                    LISTENING,
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1",
                    "-Xmx320m",
                    "-cp",
                    System.getProperty("java.class.path"),
                    "dev.verdict.cli.Main",
                    "run",
                    tests.toString(),
                    "--verbose",
                    "--workers",
                    "1",
                    "--runner",
                    "unittest",
                    "--report-formats",
                    "json",
                    "--data-dir",
                    data.toString(),
                    "--output-dir",
                    reports.toString()))
            .directory(root.toFile())
            .redirectOutput(output.toFile())
            .start();
    // A read of a pipe cannot be interrupted; the end of the process ends it.
    CompletableFuture.delayedExecutor(PATIENCE_SECONDS, TimeUnit.SECONDS)
        .execute(process::destroyForcibly);
    try (BufferedReader err = process.errorReader(StandardCharsets.UTF_8)) {
      StringBuilder said = new StringBuilder();
      String line = err.readLine();
      while (line != null && !line.startsWith("started ")) {
        said.append(line).append('\n');
        line = err.readLine();
      }
      assertThat(line).as(said::toString).isNotNull();

      new ProcessBuilder("kill", "-INT", Long.toString(process.pid())).start().waitFor();
      err.lines().forEach(rest -> said.append(rest).append('\n'));

      assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(said::toString).isTrue();
      assertThat(process.exitValue()).as(said::toString).isEqualTo(ExitCodes.INTERRUPTED);
      assertThat(said.toString()).contains("cancelling run ");
    } finally {
      process.destroyForcibly();
    }
    assertThat(Files.readString(output)).containsIgnoringCase("cancelled");
    assertThat(reports).isDirectoryContaining("glob:**/test_report_*.json");
    try (Stream<Path> files = Files.walk(data)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .doesNotContain("postmaster.pid", "endpoints.json");
    }
  }
}
