package dev.verdict.cli.progress;

import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.event.EventData;
import dev.verdict.contract.message.TestOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What is known of a run from its events so far, in words that a terminal may show. Not
 * thread-safe.
 */
public final class RunProgress {
  /** A task that runs now. */
  public record Running(String task, String worker, Instant since) {}

  private final Map<UUID, String> names = new HashMap<>();
  private final Map<UUID, Running> running = new LinkedHashMap<>();
  private final Map<String, Verdict> tests = new HashMap<>();
  private final Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
  private final Set<UUID> settled = new HashSet<>();

  /** Of which a line was shown for a test. */
  private final Set<UUID> told = new HashSet<>();

  private final Instant start;
  private int tasks;
  private int planned;

  public RunProgress(Instant start) {
    this.start = start;
  }

  /** Takes an event; returns what is worth a line of its own, mostly nothing. */
  public List<String> take(EventData event, Instant now) {
    switch (event) {
      case EventData.RunQueued run -> {
        tasks = run.tasks();
        planned = run.planned();
      }
      case EventData.TaskQueued task -> names.put(task.taskId(), TerminalText.line(task.name()));
      case EventData.TaskStarted task ->
          running.put(
              task.taskId(),
              new Running(name(task.taskId()), TerminalText.line(task.worker().name()), now));
      case EventData.TestFinished test -> {
        return take(test);
      }
      case EventData.TaskFinished task -> {
        return take(task);
      }
      default -> {
        // The other events change nothing that is shown.
      }
    }
    return List.of();
  }

  private List<String> take(EventData.TestFinished event) {
    TestOutcome test = event.test();
    Verdict before = tests.put(event.taskId() + "/" + test.id(), test.verdict());
    if (before != null) {
      counts.merge(before, -1, Integer::sum);
    }
    counts.merge(test.verdict(), 1, Integer::sum);
    if (test.verdict().isGood() || test.verdict() == before) {
      return List.of();
    }
    told.add(event.taskId());
    List<String> lines = new ArrayList<>();
    lines.add(shout(test.verdict()) + " " + TerminalText.line(test.id()));
    String message = test.message();
    if (message != null && !message.isBlank()) {
      lines.add("       " + firstLine(message));
    }
    return lines;
  }

  private List<String> take(EventData.TaskFinished task) {
    running.remove(task.taskId());
    String why = name(task.taskId()) + ": " + TerminalText.line(task.reason());
    if (!task.settled()) {
      return List.of("AGAIN " + why);
    }
    settled.add(task.taskId());
    boolean unexplained = !task.verdict().isGood() && !told.contains(task.taskId());
    return unexplained ? List.of(shout(task.verdict()) + " " + why) : List.of();
  }

  private static String shout(Verdict verdict) {
    return verdict.word().toUpperCase(Locale.ROOT);
  }

  /** Of the task with this id; the id where nobody has said it yet. */
  String name(String task) {
    return names.entrySet().stream()
        .filter(entry -> entry.getKey().toString().equals(task))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(TerminalText.line(task));
  }

  String name(UUID task) {
    return names.getOrDefault(task, task.toString());
  }

  private static String firstLine(String message) {
    String line = TerminalText.line(message.strip().lines().findFirst().orElse(""));
    return line.length() > 160 ? line.substring(0, 157) + "..." : line;
  }

  public int done() {
    return counts.values().stream().mapToInt(Integer::intValue).sum();
  }

  public int planned() {
    return Math.max(planned, done());
  }

  public int bad() {
    return counts.entrySet().stream()
        .filter(e -> !e.getKey().isGood())
        .mapToInt(Map.Entry::getValue)
        .sum();
  }

  public List<Running> running() {
    return List.copyOf(running.values());
  }

  public Duration elapsed(Instant now) {
    return Duration.between(start, now);
  }

  /** From the pace of the tasks so far; nothing before the first has ended. */
  public java.util.Optional<Duration> left(Instant now) {
    int ended = settled.size();
    if (ended == 0 || tasks == 0 || ended >= tasks) {
      return java.util.Optional.empty();
    }
    long perTask = elapsed(now).toMillis() / ended;
    return java.util.Optional.of(Duration.ofMillis(perTask * (tasks - ended)));
  }

  public int tasksDone() {
    return settled.size();
  }

  public int tasks() {
    return tasks;
  }
}
