package dev.verdict.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;

/** An embedded server in a JVM of its own, for a test to kill. */
record ChildServer(Process process, int port) implements AutoCloseable {
  private static final String READY = "ready ";

  static ChildServer postgres(Path directory) throws IOException {
    return launch("postgres", directory);
  }

  static ChildServer kafka(Path directory) throws IOException {
    return launch("kafka", directory);
  }

  private static ChildServer launch(String kind, Path directory) throws IOException {
    var process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx256m",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChildServer.class.getName(),
                kind,
                directory.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    var output = new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
    for (var line = output.readLine(); line != null; line = output.readLine()) {
      if (line.startsWith(READY)) {
        return new ChildServer(process, Integer.parseInt(line.substring(READY.length())));
      }
    }
    throw new IOException("the child ended before its server was ready");
  }

  public static void main(String[] arguments) throws IOException {
    var directory = Path.of(arguments[1]);
    int port =
        switch (arguments[0]) {
          case "postgres" ->
              EmbeddedPostgres.start(PostgresOptions.in(directory).withoutDurability())
                  .access()
                  .port();
          default -> EmbeddedKafka.start(directory, 0).port();
        };
    new PrintStream(System.out, true, UTF_8).println(READY + port);
    System.in.transferTo(OutputStream.nullOutputStream());
  }

  /** The shell that would stop PostgreSQL; without it PostgreSQL outlives its JVM. */
  void killGuard() {
    process
        .children()
        .filter(child -> child.info().command().filter(name -> name.endsWith("sh")).isPresent())
        .forEach(
            guard -> {
              guard.destroyForcibly();
              guard.onExit().join();
            });
  }

  /** SIGKILL. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  @Override
  public void close() {
    kill();
  }
}
