package dev.verdict.cli;

import dev.verdict.cli.client.ApiProblem;
import dev.verdict.cli.client.Unreachable;
import dev.verdict.cli.command.VerdictCommand;
import dev.verdict.cli.terminal.TerminalText;
import dev.verdict.cli.terminal.TerminalWriter;
import dev.verdict.embedded.CannotStart;
import dev.verdict.runners.DiscoveryFailed;
import dev.verdict.runtime.settings.SettingsProblem;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** {@code verdict}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(run(terminal(System.out), terminal(System.err), args));
  }

  /** One charset for both, whatever the locale: reports and test names are written in it too. */
  private static PrintWriter terminal(PrintStream stream) {
    return new TerminalWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8));
  }

  static int run(PrintWriter out, PrintWriter err, String... args) {
    CommandLine line = VerdictCommand.line(args);
    line.setOut(out);
    line.setErr(err);
    line.setExecutionExceptionHandler(Main::explain);
    return line.execute(args);
  }

  /**
   * What a person can do something about is one sentence; anything else is our mistake, with its
   * stack.
   */
  private static int explain(Exception failure, CommandLine line, CommandLine.ParseResult parsed) {
    String sentence =
        TerminalText.lines(
            failure.getMessage() == null ? failure.toString() : failure.getMessage());
    int code =
        switch (failure) {
          case WrongUsage wrong -> ExitCodes.WRONG_USAGE;
          case SettingsProblem settings -> ExitCodes.WRONG_USAGE;
          case DiscoveryFailed discovery -> ExitCodes.NOT_COMPLETED;
          case Unreachable unreachable -> ExitCodes.NOT_COMPLETED;
          case TimedOut timedOut -> ExitCodes.TIMEOUT;
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
