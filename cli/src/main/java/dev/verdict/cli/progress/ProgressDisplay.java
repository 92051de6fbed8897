package dev.verdict.cli.progress;

import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.contract.event.EventData;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Shows a run on standard error: on a terminal a few lines that change in place, with failures
 * above them as they happen; elsewhere plain lines that stay.
 */
public final class ProgressDisplay {
  private static final int MOST_RUNNING = 4;
  private static final String CLEAR_LINE = "\u001b[2K\r";
  private static final String UP = "\u001b[1A";
  private static final String RED = "\u001b[31m";
  private static final String DIM = "\u001b[2m";
  private static final String PLAIN = "\u001b[0m";
  private static final Duration PLAIN_EVERY = Duration.ofSeconds(10);

  private final TerminalWriter out;
  private final boolean terminal;
  private final boolean verbose;
  private final int width;
  private final InstantSource clock;
  private final RunProgress progress;
  private Map<String, String> waiting = Map.of();
  private int shownLines;
  private Instant lastPlain;

  public ProgressDisplay(
      TerminalWriter out, boolean terminal, boolean verbose, int width, InstantSource clock) {
    this.out = out;
    this.terminal = terminal;
    this.verbose = verbose;
    this.width = width;
    this.clock = clock;
    this.progress = new RunProgress(clock.instant());
    this.lastPlain = clock.instant();
  }

  /** An event of the run. */
  public synchronized void take(EventData event) {
    List<String> lines = progress.take(event, clock.instant());
    if (!lines.isEmpty()) {
      erase();
      lines.forEach(line -> out.println(coloured(line)));
      draw();
    } else if (verbose && !terminal && event instanceof EventData.TaskStarted started) {
      String task = progress.name(started.taskId());
      out.println("started " + task + " on " + TerminalText.line(started.worker().name()));
    }
  }

  /** Tasks that no worker can ever run, by their ids, with why. Each is told once. */
  public synchronized void waiting(Map<String, String> tasks) {
    Map<String, String> fresh = new TreeMap<>(tasks);
    waiting.keySet().forEach(fresh::remove);
    waiting = Map.copyOf(tasks);
    if (!fresh.isEmpty()) {
      erase();
      fresh.forEach(
          (task, why) ->
              out.println("WAITS " + progress.name(task) + ": " + TerminalText.line(why)));
      draw();
    }
  }

  /** Called a few times a second. */
  public synchronized void tick() {
    if (terminal) {
      erase();
      draw();
    } else if (Duration.between(lastPlain, clock.instant()).compareTo(PLAIN_EVERY) >= 0) {
      lastPlain = clock.instant();
      out.println(headline());
    }
  }

  /** Leaves a clean screen behind. */
  public synchronized void end() {
    erase();
    if (!terminal) {
      out.println(headline());
    }
    out.flush();
  }

  private void erase() {
    for (int i = 0; i < shownLines; i++) {
      out.control(UP + CLEAR_LINE);
    }
    shownLines = 0;
  }

  private void draw() {
    if (!terminal) {
      return;
    }
    List<String> lines = new ArrayList<>();
    lines.add(headline());
    List<RunProgress.Running> running = progress.running();
    for (RunProgress.Running task : running.subList(0, Math.min(MOST_RUNNING, running.size()))) {
      Duration since = Duration.between(task.since(), clock.instant());
      lines.add("  " + task.task() + " on " + task.worker() + ", " + clockFace(since));
    }
    if (running.size() > MOST_RUNNING) {
      lines.add("  and " + (running.size() - MOST_RUNNING) + " more");
    }
    lines.forEach(
        line -> out.println(DIM + TerminalText.cut(line, Math.max(1, width - 1)) + PLAIN));
    shownLines = lines.size();
    out.flush();
  }

  private String headline() {
    StringBuilder line =
        new StringBuilder()
            .append(progress.done())
            .append('/')
            .append(progress.planned())
            .append(" tests");
    if (progress.bad() > 0) {
      line.append(", ").append(progress.bad()).append(" bad");
    }
    line.append(", ")
        .append(progress.tasksDone())
        .append('/')
        .append(progress.tasks())
        .append(" tasks");
    line.append(", ").append(progress.running().size()).append(" running");
    line.append(", ").append(clockFace(progress.elapsed(clock.instant())));
    progress
        .left(clock.instant())
        .ifPresent(left -> line.append(", about ").append(clockFace(left)).append(" left"));
    return line.toString();
  }

  private String coloured(String line) {
    return terminal && !line.startsWith(" ") && !line.startsWith("AGAIN")
        ? RED + line + PLAIN
        : line;
  }

  private static String clockFace(Duration time) {
    long seconds = time.toSeconds();
    return seconds < 3600
        ? "%d:%02d".formatted(seconds / 60, seconds % 60)
        : "%d:%02d:%02d".formatted(seconds / 3600, seconds / 60 % 60, seconds % 60);
  }
}
