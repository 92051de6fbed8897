package dev.verdict.tests.ci;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdict.contract.Json;
import dev.verdict.contract.api.TaskRequest;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The published client program, running. */
final class CiRunner implements AutoCloseable {
  private static final int ENDS_WITHIN_SECONDS = 60;

  private final Process process;
  private final Path directory;
  private final String format;

  private CiRunner(Process process, Path directory, String format) {
    this.process = process;
    this.directory = directory;
    this.format = format;
  }

  /** How it ended, and what it printed. */
  record Ended(int exitCode, String output, Path file) {}

  static CiRunner start(
      Path directory, URI coordinator, List<TaskRequest> tests, String format, int seconds)
      throws IOException {
    Files.createDirectories(directory);
    Path file = Files.write(directory.resolve("tests.json"), Json.bytes(tests));
    ProcessBuilder builder =
        new ProcessBuilder(
                "python3",
                program().toString(),
                "--coordinator",
                coordinator.toString(),
                "--test-file",
                file.toString(),
                "--output-dir",
                directory.resolve("out").toString(),
                "--timeout",
                Integer.toString(seconds),
                "--format",
                format)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve("output.txt").toFile());
    // A proxy that this machine needs for elsewhere is none for this one.
    builder.environment().put("NO_PROXY", "127.0.0.1");
    builder.environment().put("no_proxy", "127.0.0.1");
    return new CiRunner(builder.start(), directory, format);
  }

  static Path program() {
    URL resource = Objects.requireNonNull(CiRunner.class.getResource("/ci_runner.py"));
    try {
      return Path.of(resource.toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  Ended await() throws IOException, InterruptedException {
    if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
      throw new IllegalStateException("ci_runner.py: still runs after " + ENDS_WITHIN_SECONDS);
    }
    return new Ended(
        process.exitValue(),
        Files.readString(directory.resolve("output.txt"), UTF_8),
        directory.resolve("out").resolve("results." + format));
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
