package dev.verdict.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;

/** Starts the server of a cluster and waits until it can be used. */
record PostmasterStart(
    PostgresCluster cluster, PostgresBinaries binaries, Account account, boolean durable) {
  // Long, because after a crash the server first goes through its log.
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final long LOG_KEPT = 4L << 20;
  private static final int TAIL = 2_000;

  Postmaster on(int port) throws IOException {
    long logStart = logSize();
    var starter = launch(port);
    long deadline = System.nanoTime() + LIMIT.toNanos();
    do {
      var ready = Postmaster.ready(cluster.data());
      if (ready.isPresent()) {
        return ready.get();
      }
      if (!starter.isAlive() && starter.exitValue() != 0) {
        throw failed(port, logStart);
      }
    } while (System.nanoTime() < deadline && Postmaster.pause());
    starter.destroyForcibly();
    throw failed(port, logStart);
  }

  /** {@code pg_ctl} gives the server a session of its own: Ctrl-C in our terminal is not for it. */
  private Process launch(int port) throws IOException {
    var words =
        List.of(
            binaries.program("pg_ctl"),
            "start",
            "--wait",
            "--timeout=" + LIMIT.toSeconds(),
            "--pgdata=" + cluster.data(),
            "--log=" + cluster.log(),
            "--options=" + options(port));
    var builder =
        new ProcessBuilder(account.command(words))
            .redirectErrorStream(true)
            .redirectInput(Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(Redirect.DISCARD);
    // The log is read by us, and must be in the language that we know.
    builder.environment().put("LC_ALL", "C");
    return builder.start();
  }

  /** For a small machine. All values are plain words: a shell reads them. */
  private String options(int port) {
    var settings = new LinkedHashMap<String, String>();
    settings.put("listen_addresses", "127.0.0.1");
    settings.put("port", Integer.toString(port));
    settings.put("unix_socket_directories", "");
    settings.put("max_connections", "200");
    settings.put("shared_buffers", "64MB");
    settings.put("maintenance_work_mem", "32MB");
    settings.put("huge_pages", "off");
    settings.put("max_wal_size", "512MB");
    settings.put("wal_level", "minimal");
    settings.put("max_wal_senders", "0");
    settings.put("max_worker_processes", "4");
    settings.put("max_parallel_workers_per_gather", "1");
    settings.put("jit", "off");
    settings.put("timezone", "UTC");
    settings.put("log_timezone", "UTC");
    settings.put("log_min_messages", "warning");
    settings.put("log_min_error_statement", "panic");
    settings.put("log_checkpoints", "off");
    if (!durable) {
      // Commits still wait until the system has them, so they survive a crash of PostgreSQL.
      settings.put("fsync", "off");
      settings.put("full_page_writes", "off");
    }
    return settings.entrySet().stream()
        .map(setting -> "-c " + setting.getKey() + "=" + setting.getValue())
        .collect(Collectors.joining(" "));
  }

  private CannotStart failed(int port, long logStart) throws IOException {
    var said = readLog(logStart);
    return said.contains("could not bind")
        ? CannotStart.portInUse("PostgreSQL", port, null)
        : new CannotStart(
            "PostgreSQL: did not start on port %d (expected: ready within %d s); it said in %s: %s"
                .formatted(port, LIMIT.toSeconds(), cluster.log(), said.strip()));
  }

  /** An old log is kept as long as it is small. */
  private long logSize() throws IOException {
    var log = cluster.log();
    if (!Files.exists(log)) {
      return 0;
    }
    if (Files.size(log) > LOG_KEPT) {
      Files.delete(log);
      return 0;
    }
    return Files.size(log);
  }

  private String readLog(long from) throws IOException {
    if (!Files.exists(cluster.log())) {
      return "nothing";
    }
    try (var log = Files.newByteChannel(cluster.log());
        var text = Channels.newInputStream(log)) {
      log.position(Math.max(from, log.size() - TAIL));
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
