package dev.verdict.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running server of one cluster: ours, or one that an earlier process left behind. */
record Postmaster(long pid, Path cluster) {
  private static final Logger LOG = LoggerFactory.getLogger(Postmaster.class);
  private static final Duration SIGNAL_LIMIT = Duration.ofSeconds(5);
  private static final Duration LOOK_EVERY = Duration.ofMillis(10);

  // PostgreSQL itself kills its children 5 s after it was told to stop at once.
  private static final Duration FAST_LIMIT = Duration.ofSeconds(10);
  private static final Duration IMMEDIATE_LIMIT = Duration.ofSeconds(7);
  private static final Duration KILL_LIMIT = Duration.ofSeconds(3);

  /** The live server of this cluster. A mark left by a dead one is put right. */
  static Optional<Postmaster> find(Path cluster) throws IOException {
    var file = PostmasterFile.read(cluster);
    if (file.isEmpty()) {
      return Optional.empty();
    }
    var found = new Postmaster(file.get().pid(), cluster);
    if (found.isAlive()) {
      return Optional.of(found);
    }
    if (ProcessHandle.of(found.pid()).isPresent()) {
      file.get().disown();
    }
    return Optional.empty();
  }

  /** A server that died while it was ready left a mark that says so: only a live one counts. */
  static Optional<Postmaster> ready(Path cluster) throws IOException {
    return PostmasterFile.read(cluster)
        .filter(PostmasterFile::isReady)
        .map(file -> new Postmaster(file.pid(), cluster))
        .filter(Postmaster::isAlive);
  }

  /** Alive, and PostgreSQL in this very cluster, and not some process that got its number. */
  boolean isAlive() {
    return ProcessHandle.of(pid)
        .filter(ProcessHandle::isAlive)
        .filter(process -> Platform.current().isLinux() ? worksHere() : isPostgres(process))
        .isPresent();
  }

  /** The server works in its data directory. A dead one that nobody has buried works nowhere. */
  private boolean worksHere() {
    try {
      var workingDirectory = Path.of("/proc", Long.toString(pid), "cwd");
      return Files.isSameFile(workingDirectory, cluster);
    } catch (IOException e) {
      return false;
    }
  }

  private static boolean isPostgres(ProcessHandle process) {
    return process.info().command().filter(name -> name.endsWith("/postgres")).isPresent();
  }

  /** Ends sessions, writes everything out. If that takes too long, harder and harder. */
  void stop() {
    if (ends("INT", FAST_LIMIT)) {
      return;
    }
    LOG.warn("PostgreSQL (process {}) is slow to stop, it is stopped at once", pid);
    stopAtOnce();
  }

  /** As in a crash: nothing is written out, the next start recovers from the log. */
  void stopAtOnce() {
    if (!ends("QUIT", IMMEDIATE_LIMIT) && !ends("KILL", KILL_LIMIT)) {
      throw new CannotStart(
          "PostgreSQL: process %d does not end (expected: an end after SIGKILL)".formatted(pid));
    }
  }

  private boolean ends(String signal, Duration limit) {
    if (!isAlive()) {
      return true;
    }
    // The JVM can send SIGTERM, for which PostgreSQL waits until all its clients have left.
    Command.of(List.of("sh", "-c", "kill -$0 $1", signal, Long.toString(pid)))
        .succeeds(SIGNAL_LIMIT);
    return eventually(limit);
  }

  private boolean eventually(Duration limit) {
    long deadline = System.nanoTime() + limit.toNanos();
    while (isAlive()) {
      if (System.nanoTime() > deadline || !pause()) {
        return false;
      }
    }
    return true;
  }

  /** False when this thread was interrupted, and should not wait any longer. */
  static boolean pause() {
    try {
      TimeUnit.NANOSECONDS.sleep(LOOK_EVERY.toNanos());
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
