package dev.verdict.cli;

import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.cli.command.VerdictCommand;
import dev.verdict.embedded.CannotStart;
import dev.verdict.runners.DiscoveryFailed;
import dev.verdict.runtime.settings.SettingsProblem;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** {@code verdict}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(args));
  }

  static int run(String... args) {
    CommandLine line = new CommandLine(new VerdictCommand());
    line.setOut(new PrintWriter(System.out, true, StandardCharsets.UTF_8));
    line.setErr(new PrintWriter(System.err, true, StandardCharsets.UTF_8));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setExecutionExceptionHandler(Main::explain);
    return line.execute(args);
  }

  /**
   * What a person can do something about is one sentence; anything else is our mistake, with its
   * stack.
   */
  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    String sentence = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    int code =
        switch (failure) {
          case WrongUsage wrong -> ExitCodes.WRONG_USAGE;
          case SettingsProblem settings -> ExitCodes.WRONG_USAGE;
          case DiscoveryFailed discovery -> ExitCodes.NOT_COMPLETED;
          case Unreachable unreachable -> ExitCodes.NOT_COMPLETED;
          case CannotStart cannotStart -> ExitCodes.NOT_COMPLETED;
          case ApiProblem problem ->
              problem.isUsage() ? ExitCodes.WRONG_USAGE : ExitCodes.NOT_COMPLETED;
          default -> -1;
        };
    if (code < 0) {
      line.getErr().println("verdict: " + sentence);
      failure.printStackTrace(line.getErr());
      return ExitCodes.NOT_COMPLETED;
    }
    line.getErr().println(line.getColorScheme().errorText("verdict: " + sentence));
    return code;
  }
}
