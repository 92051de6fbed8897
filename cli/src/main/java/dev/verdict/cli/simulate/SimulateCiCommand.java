package dev.verdict.cli.simulate;

import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.WrongUsage;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verdict simulate-ci}. */
@Command(
    name = "simulate-ci",
    mixinStandardHelpOptions = true,
    description =
        "Runs a command as in a job of a CI system: with its variables, and with its API played on"
            + " this machine, which says afterwards what it was told.",
    customSynopsis =
        "verdict simulate-ci --provider NAME [--repository OWNER/NAME] [--branch NAME]%n"
            + "    [--commit-sha SHA] [--pr-number N] [--har FILE] -- COMMAND [ARGUMENT]...",
    footer = {
      "",
      "Example: verdict simulate-ci --provider github --pr-number 7 -- verdict run tests",
      "Exit code: that of the command; 2 if it cannot be started, 4 after --timeout."
    })
public final class SimulateCiCommand implements Callable<Integer> {
  private static final Pattern REPOSITORY = Pattern.compile("[^/\\s]+/[^\\s]+");

  /**
   * Of the CI system in whose job this itself may run; what is simulated must not be mixed with it.
   */
  private static final Pattern OF_A_REAL_JOB =
      Pattern.compile(
          "(GITHUB|GITLAB|CI|JENKINS|HUDSON|BUILD|CHANGE|GIT|TF|SYSTEM|CIRCLE|TRAVIS|BITBUCKET|TEAMCITY)_.*"
              + "|CI|CIRCLECI|TRAVIS|JOB_NAME|BRANCH_NAME");

  private static final List<String> KEPT =
      List.of("GIT_SSH", "GIT_SSH_COMMAND", "GIT_CONFIG_GLOBAL");
  private static final int GRACE_SECONDS = 10;

  @Spec private CommandSpec spec;

  @Option(names = "--provider", required = true, paramLabel = "NAME", description = "Whose job.")
  private String provider = "";

  @Option(
      names = "--repository",
      defaultValue = "simulated/repository",
      paramLabel = "OWNER/NAME",
      description = "Default: ${DEFAULT-VALUE}.")
  private String repository = "";

  @Option(names = "--branch", defaultValue = "main", description = "Default: ${DEFAULT-VALUE}.")
  private String branch = "";

  @Option(
      names = "--commit-sha",
      defaultValue = "0123456789abcdef0123456789abcdef01234567",
      paramLabel = "SHA",
      description = "Default: ${DEFAULT-VALUE}.")
  private String commit = "";

  @Option(names = "--pr-number", paramLabel = "N", description = "Default: a push, no request.")
  private @Nullable String pullRequest;

  @Option(names = "--build-id", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private String build = "";

  @Option(names = "--har", paramLabel = "FILE", description = "Keeps every call in full.")
  private @Nullable Path har;

  @Option(
      names = "--timeout",
      defaultValue = "3600",
      description = "Seconds (default: ${DEFAULT-VALUE}).")
  private long timeout;

  @Parameters(arity = "1..*", paramLabel = "COMMAND", description = "Behind --.")
  private List<String> command = List.of();

  @Override
  public Integer call() throws InterruptedException {
    SimulatedSystem system = system();
    if (!REPOSITORY.matcher(repository).matches()) {
      throw new WrongUsage("--repository: " + repository + " (expected: owner/name)");
    }
    Vertx vertx = Vertx.vertx();
    try {
      PlayedApi api = new PlayedApi(vertx).listen().await();
      int code = run(system, new Job(repository, commit, branch, pullRequest, build, api.url()));
      report(system, api);
      return code;
    } finally {
      vertx.close().await();
    }
  }

  private SimulatedSystem system() {
    for (SimulatedSystem each : SimulatedSystem.values()) {
      if (each.word().equals(provider)) {
        return each;
      }
    }
    throw new WrongUsage(
        "--provider: "
            + provider
            + " (expected: one of "
            + String.join(", ", SimulatedSystem.words())
            + ")");
  }

  private int run(SimulatedSystem system, Job job) throws InterruptedException {
    ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
    Map<String, String> environment = builder.environment();
    environment
        .keySet()
        .removeIf(name -> OF_A_REAL_JOB.matcher(name).matches() && !KEPT.contains(name));
    environment.putAll(system.variables(job));
    environment.putAll(system.settings(job));
    if (har != null) {
      environment.put(
          "VERDICT_PROVIDERS_" + system.name() + "_HAR_FILE", har.toAbsolutePath().toString());
    }
    Process process;
    try {
      process = builder.start();
    } catch (IOException notThere) {
      throw new WrongUsage(String.valueOf(notThere.getMessage()));
    }
    Thread hook = new Thread(() -> end(process), "verdict-simulate-end");
    Runtime.getRuntime().addShutdownHook(hook);
    if (!process.waitFor(timeout, TimeUnit.SECONDS)) {
      end(process);
      spec.commandLine()
          .getErr()
          .println("verdict: the command did not end within " + timeout + " s");
      return ExitCodes.TIMEOUT;
    }
    return process.exitValue();
  }

  /** With what it has started; first asked, then made to. */
  private static void end(Process process) {
    List<ProcessHandle> tree = process.descendants().toList();
    process.destroy();
    tree.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException hurry) {
      Thread.currentThread().interrupt();
      process.destroyForcibly();
    }
    tree.forEach(ProcessHandle::destroyForcibly);
  }

  private void report(SimulatedSystem system, PlayedApi api) {
    PrintWriter err = spec.commandLine().getErr();
    List<Told> told = api.told();
    List<Told> writes = told.stream().filter(Told::isWrite).toList();
    err.printf(
        "%s was asked %d times and told %d times%s%n",
        system.word(), told.size() - writes.size(), writes.size(), writes.isEmpty() ? "" : ":");
    writes.forEach(
        each -> err.printf("  %-6s %s%n         %s%n", each.method(), each.path(), each.sent()));
  }
}
