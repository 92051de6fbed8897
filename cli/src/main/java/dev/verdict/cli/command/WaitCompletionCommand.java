package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TaskView;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code verdict wait-completion}. */
@Command(
    name = "wait-completion",
    mixinStandardHelpOptions = true,
    description = "Waits until tasks have ended; the exit code tells how.")
final class WaitCompletionCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;
  @Mixin private Connection connection = new Connection();

  @Mixin private TaskIds ids = new TaskIds();

  @Option(
      names = "--timeout",
      paramLabel = "SECONDS",
      defaultValue = "3600",
      description = "Default: ${DEFAULT-VALUE}.")
  private int timeout = 3600;

  @Option(
      names = "--poll-interval",
      paramLabel = "SECONDS",
      defaultValue = "2",
      description = "Default: ${DEFAULT-VALUE}.")
  private double pollInterval = 2;

  @Override
  public Integer call() throws IOException, InterruptedException {
    Bounds.check("--timeout", timeout, 0, Bounds.A_WEEK);
    if (!(pollInterval > 0 && pollInterval <= Bounds.A_WEEK)) {
      throw new WrongUsage("--poll-interval: " + pollInterval + " (expected: more than 0)");
    }
    ApiClient coordinator = connection.client().trusting();
    PrintWriter err = spec.commandLine().getErr();
    TaskIds.Named named = ids.named(connection.dataDirectory(), err);
    Set<UUID> open = new LinkedHashSet<>(named.ids());
    Instant deadline = Instant.now().plusSeconds(timeout);
    // What could not be submitted has no verdict, and is not passed over.
    Verdict worst = named.complete() ? Verdict.SKIPPED : Verdict.LOST;
    try {
      while (true) {
        for (UUID id : List.copyOf(open)) {
          Optional<Verdict> verdict = look(coordinator.within(left(deadline)), id, err);
          if (verdict.isPresent()) {
            open.remove(id);
            worst = worst.worse(verdict.get());
          }
        }
        if (open.isEmpty()) {
          return ExitCodes.of(worst);
        }
        if (isOver(deadline)) {
          return late(open, err);
        }
        Duration pause = Duration.ofMillis((long) (Math.max(0.1, pollInterval) * 1000));
        Duration left = left(deadline);
        Thread.sleep(pause.compareTo(left) < 0 ? pause : left);
      }
    } catch (Unreachable e) {
      if (!isOver(deadline)) {
        throw e;
      }
      err.println(e.getMessage());
      return late(open, err);
    }
  }

  private static Optional<Verdict> look(ApiClient coordinator, UUID id, PrintWriter err) {
    TaskView task = coordinator.get("/api/v1/tasks/" + id, TaskView.class);
    if (!task.status().isFinal()) {
      return Optional.empty();
    }
    Verdict verdict = task.verdict() == null ? Verdict.LOST : task.verdict();
    String reason = verdict.isGood() ? "" : ": " + TerminalText.line(String.valueOf(task.reason()));
    err.println(verdict.word() + " " + TerminalText.line(task.name()) + reason);
    return Optional.of(verdict);
  }

  private int late(Set<UUID> open, PrintWriter err) {
    err.println(open.size() + " tasks did not end within " + timeout + " s");
    return ExitCodes.TIMEOUT;
  }

  private static boolean isOver(Instant deadline) {
    return !Instant.now().isBefore(deadline);
  }

  /** At least a second, so that even the last look can be answered. */
  private static Duration left(Instant deadline) {
    Duration left = Duration.between(Instant.now(), deadline);
    Duration least = Duration.ofSeconds(1);
    return left.compareTo(least) > 0 ? left : least;
  }
}
