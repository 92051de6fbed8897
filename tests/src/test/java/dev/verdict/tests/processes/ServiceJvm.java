package dev.verdict.tests.processes;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.verdict.runtime.lifecycle.ExitCode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One service in a JVM of its own. What it prints is kept, and can be waited for. */
public final class ServiceJvm implements AutoCloseable {
  private static final List<String> SMALL =
      List.of("-Xmx128m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-XX:-UsePerfData");
  private static final int KEPT_LINES = 5000;
  private static final int STARTS_WITHIN_SECONDS = 150;
  private static final int STOPS_WITHIN_SECONDS = 15;
  private static final int STARTS = 3;

  private final String service;
  private final Map<String, String> settings;
  private final Path directory;
  private final Deque<String> lines = new ArrayDeque<>();
  private Process process;
  private Thread listener;

  private ServiceJvm(String service, Map<String, String> settings, Path directory, String release)
      throws IOException {
    this.service = service;
    this.settings = settings;
    this.directory = directory;
    this.process = launch(release);
    this.listener = listenTo(process);
  }

  /** Begins to start it; {@link #awaitReady} waits for the rest. */
  public static ServiceJvm begin(String service, Map<String, String> settings, Path directory)
      throws IOException {
    return begin(service, settings, directory, System.getProperty("java.class.path"));
  }

  /** The same of another release, which is a class path; when it begins again it is of this one. */
  public static ServiceJvm begin(
      String service, Map<String, String> settings, Path directory, String release)
      throws IOException {
    return new ServiceJvm(service, settings, directory, release);
  }

  private Process launch(String release) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(SMALL);
    command.addAll(List.of("-cp", release, "dev.verdict." + service + ".Main"));
    settings.forEach((key, value) -> command.add("--" + key + "=" + value));
    return new ProcessBuilder(command)
        .directory(directory.toFile())
        .redirectErrorStream(true)
        .start();
  }

  private Thread listenTo(Process started) {
    return Thread.ofPlatform().daemon().name("output-of-" + service).start(() -> listen(started));
  }

  private void listen(Process to) {
    try (BufferedReader output =
        new BufferedReader(new InputStreamReader(to.getInputStream(), UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        heard(line);
      }
    } catch (IOException e) {
      heard("(its output broke: " + e.getMessage() + ")");
    }
    heard("(its output ended)");
  }

  private synchronized void heard(String line) {
    lines.add(line);
    if (lines.size() > KEPT_LINES) {
      lines.remove();
    }
    notifyAll();
  }

  /**
   * With a supervisor's patience: on a machine that is too busy a service may give up its start,
   * and then it is started again.
   */
  public ServiceJvm awaitReady() throws IOException, InterruptedException {
    for (int start = 1; ; start++) {
      try {
        awaitLine("verdict " + service + " is ready on ", STARTS_WITHIN_SECONDS);
        return this;
      } catch (AssertionError e) {
        boolean gaveUp =
            process.waitFor(1, TimeUnit.SECONDS) && process.exitValue() == ExitCode.FAILED;
        if (start == STARTS || !gaveUp) {
          throw e;
        }
        beginAgain();
      }
    }
  }

  /** Until it prints a line with this text, from its start on or the last call of forget. */
  public synchronized void awaitLine(String text, int seconds) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    while (lines.stream().noneMatch(line -> line.contains(text))) {
      long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      if (left <= 0 || lines.contains("(its output ended)")) {
        throw new AssertionError(
            service + ": no line '" + text + "' within " + seconds + " s, but:\n" + tail());
      }
      wait(left);
    }
  }

  /** What it printed until now counts no more. */
  synchronized void forget() {
    lines.clear();
  }

  private String tail() {
    return String.join("\n", lines.stream().skip(Math.max(0, lines.size() - 60)).toList());
  }

  /** As a crash: nothing is said, nothing given back. */
  void kill() {
    process.destroyForcibly();
    process.onExit().join();
  }

  /** After its end, or a kill, with the same settings. */
  void beginAgain() throws IOException, InterruptedException {
    kill();
    // Its last line, that the output ended, is not the new one's.
    listener.join();
    forget();
    process = launch(System.getProperty("java.class.path"));
    listener = listenTo(process);
  }

  /**
   * As a supervisor does before it replaces a process; it ends what it does first. What it says
   * meanwhile is heard, other than after {@code Process.destroy}.
   */
  void askToStop() throws IOException, InterruptedException {
    signal("TERM");
  }

  /** How it ended by itself. */
  int awaitEnd(int seconds) throws InterruptedException {
    if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
      throw new AssertionError(
          service + ": still there after " + seconds + " s, and said:\n" + said());
    }
    return process.exitValue();
  }

  /** Which process it is now. */
  long pid() {
    return process.pid();
  }

  @Override
  public String toString() {
    return settings.getOrDefault("worker.name", service);
  }

  private synchronized String said() {
    return tail();
  }

  boolean isAlive() {
    return process.isAlive();
  }

  /** Stands still, as a virtual machine that is moved, or a laptop that sleeps. */
  void stop() throws IOException, InterruptedException {
    signal("STOP");
  }

  void goOn() throws IOException, InterruptedException {
    signal("CONT");
  }

  private void signal(String name) throws IOException, InterruptedException {
    Process kill = new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start();
    if (kill.waitFor() != 0) {
      throw new IllegalStateException("signal " + name + ": not sent to " + process.pid());
    }
  }

  /** In good order first: a worker then ends what it runs. */
  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(STOPS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
        kill();
      }
    } catch (InterruptedException e) {
      kill();
      Thread.currentThread().interrupt();
    }
  }
}
