package dev.verdict.cli.command;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The command without a subcommand: says what there is. */
@Command(
    name = "verdict",
    mixinStandardHelpOptions = true,
    versionProvider = VersionText.class,
    description =
        "Runs test suites on many machines, with exactly one verdict for every planned test.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      RunCommand.class,
      UpCommand.class,
      ServiceCommands.Coordinator.class,
      ServiceCommands.Worker.class,
      ServiceCommands.Reporter.class,
      ServiceCommands.Artifacts.class,
      SubmitTaskCommand.class,
      WaitCompletionCommand.class,
      ExportResultsCommand.class,
      InspectCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 all passed, 1 tests failed, 2 wrong command line or configuration,",
      "3 not completed (lost tests, coordinator unreachable), 4 timeout."
    })
public final class VerdictCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
