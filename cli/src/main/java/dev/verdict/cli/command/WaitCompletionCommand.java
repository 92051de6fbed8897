package dev.verdict.cli.command;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Verdict;
import dev.verdict.contract.api.TaskView;
import java.io.IOException;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
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
    ApiClient coordinator = connection.client();
    Set<UUID> open = new LinkedHashSet<>(ids.named(connection.dataDirectory()));
    PrintWriter err = spec.commandLine().getErr();
    Instant deadline = Instant.now().plusSeconds(timeout);
    Verdict worst = Verdict.SKIPPED;
    while (true) {
      for (UUID id : List.copyOf(open)) {
        TaskView task = coordinator.get("/api/v1/tasks/" + id, TaskView.class);
        if (task.status().isFinal()) {
          open.remove(id);
          Verdict verdict = task.verdict() == null ? Verdict.LOST : task.verdict();
          worst = worst.worse(verdict);
          err.println(
              verdict.word() + " " + task.name() + (verdict.isGood() ? "" : ": " + task.reason()));
        }
      }
      if (open.isEmpty()) {
        return ExitCodes.of(worst);
      }
      if (Instant.now().isAfter(deadline)) {
        err.println(open.size() + " tasks did not end within " + timeout + " s");
        return ExitCodes.TIMEOUT;
      }
      Thread.sleep(Duration.ofMillis((long) (Math.max(0.1, pollInterval) * 1000)));
    }
  }
}
