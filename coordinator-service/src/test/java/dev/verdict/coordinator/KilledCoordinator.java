package dev.verdict.coordinator;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdict.embedded.PostgresAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A coordinator in a process of its own, which is killed and started again at the same address. */
final class KilledCoordinator implements AutoCloseable {
  private static final int READY_WITHIN_SECONDS = 150;

  private final List<String> command = new ArrayList<>();
  private final Path directory;
  private final int port;
  private Process process;

  KilledCoordinator(PostgresAccess database, String kafka, Path directory) throws IOException {
    this.directory = directory;
    this.port = freePort();
    Path config =
        Files.writeString(
            directory.resolve("verdict.yaml"),
            """
            triggers:
              - name: all
                action: start-run
            webhooks:
              fake:
                secrets: [%s]
            """
                .formatted(WebhookSender.SECRET));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx192m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.addAll(List.of("dev.verdict.coordinator.Main", "--config=" + config));
    command.addAll(
        List.of(
            "--http.host=127.0.0.1",
            "--http.port=" + port,
            "--kafka.bootstrap_servers=" + kafka,
            "--postgres.host=" + database.host(),
            "--postgres.port=" + database.port(),
            "--postgres.database=" + database.database(),
            "--postgres.user=" + database.user(),
            "--postgres.password=" + database.password(),
            "--postgres.ssl_mode=disable"));
    process = launch();
  }

  /** It stays the same over all kills: senders do not look for another one. */
  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private Process launch() throws IOException {
    Process started =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    CompletableFuture<Void> ready = new CompletableFuture<>();
    List<String> said = new ArrayList<>();
    Thread.ofPlatform()
        .daemon()
        .name("output-of-coordinator")
        .start(
            () -> {
              try (var output =
                  new BufferedReader(new InputStreamReader(started.getInputStream(), UTF_8))) {
                for (String line = output.readLine(); line != null; line = output.readLine()) {
                  if (said.size() < 200) {
                    said.add(line);
                  }
                  if (line.contains("is ready on ")) {
                    ready.complete(null);
                  }
                }
              } catch (IOException broken) {
                said.add(broken.toString());
              }
              ready.completeExceptionally(new AssertionError(String.join("\n", said)));
            });
    ready.orTimeout(READY_WITHIN_SECONDS, TimeUnit.SECONDS).join();
    return started;
  }

  URI url() {
    return URI.create("http://127.0.0.1:" + port + "/webhooks/fake");
  }

  /** After it was killed. */
  void startAgain() throws IOException {
    process = launch();
  }

  /** SIGKILL. */
  @Override
  public void close() {
    process.destroyForcibly();
    process.onExit().join();
  }
}
