package dev.verdict.testkit.backing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The embedded Kafka in a process of its own, in a directory that goes when it is closed. */
final class LocalKafka implements KafkaServer {
  private static final int STOP_SECONDS = 20;
  private static final List<String> SMALL =
      List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");

  private final TemporaryDirectory directory;
  private Process process;
  private final int port;

  private LocalKafka(TemporaryDirectory directory) throws IOException {
    this.directory = directory;
    this.process = launch(directory.path(), 0);
    this.port = portOf(process, directory.path());
  }

  static LocalKafka start() {
    var directory = TemporaryDirectory.named("kafka");
    try {
      return new LocalKafka(directory);
    } catch (IOException | RuntimeException e) {
      directory.close();
      throw new IllegalStateException("the broker for the tests did not start", e);
    }
  }

  private static Process launch(Path directory, int port) throws IOException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java));
    command.addAll(SMALL);
    command.addAll(
        List.of(
            "-Dlogback.configurationFile=dev/verdict/testkit/backing/broker-logback.xml",
            "-cp",
            System.getProperty("java.class.path"),
            BrokerProcess.class.getName(),
            directory.resolve("data").toString(),
            Integer.toString(port)));
    return new ProcessBuilder(command)
        .redirectError(ProcessBuilder.Redirect.appendTo(log(directory).toFile()))
        .start();
  }

  /** The line ends the wait; so does the end of the process, which ends its output. */
  private static int portOf(Process process, Path directory) throws IOException {
    var line =
        new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)).readLine();
    if (line == null || !line.startsWith(BrokerProcess.READY)) {
      process.destroyForcibly();
      throw new IOException(
          "Kafka's process ended before it was ready: " + Files.readString(log(directory), UTF_8));
    }
    return Integer.parseInt(line.substring(BrokerProcess.READY.length()));
  }

  private static Path log(Path directory) {
    return directory.resolve("broker.log");
  }

  @Override
  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  @Override
  public void stop() {
    try {
      process.getOutputStream().close();
      if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      kill();
    }
  }

  @Override
  public void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void startAgain() {
    try {
      kill();
      process = launch(directory.path(), port);
      portOf(process, directory.path());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void pause() {
    signal("STOP");
  }

  @Override
  public void resume() {
    signal("CONT");
  }

  private void signal(String name) {
    try {
      var sent =
          new ProcessBuilder("sh", "-c", "kill -$0 $1", name, Long.toString(process.pid())).start();
      if (sent.waitFor() != 0) {
        throw new IllegalStateException("signal " + name + ": not sent to " + process.pid());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public void close() {
    try (directory) {
      kill();
    }
  }
}
