package dev.verdict.cli.command;

import dev.verdict.cli.WrongUsage;
import dev.verdict.cli.artifact.ArtifactCommand;
import dev.verdict.cli.client.ServiceUrl;
import dev.verdict.cli.doctor.DoctorCommand;
import dev.verdict.cli.provider.ProviderCommand;
import dev.verdict.cli.simulate.SimulateCiCommand;
import java.net.URI;
import java.util.Arrays;
import java.util.regex.Pattern;
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
      InspectCommand.class,
      AggregateCommand.class,
      BadgeCommand.class,
      CoverageCommand.class,
      NotifyCommand.class,
      ArtifactCommand.class,
      ProviderCommand.class,
      DoctorCommand.class,
      SimulateCiCommand.class
    },
    footer = {
      "",
      "Exit codes: 0 all passed, 1 tests failed, 2 wrong command line or configuration,",
      "3 not completed (lost tests, coordinator unreachable), 4 timeout, 130 interrupted."
    })
public final class VerdictCommand implements Runnable {
  private static final Pattern SETTING = Pattern.compile("--[a-z0-9]+[._][a-z0-9._]+(=.*)?");

  @Spec private CommandSpec spec;

  /**
   * For these arguments: only where one of them is a setting do the commands learn all settings,
   * which costs the others nothing.
   */
  public static CommandLine line(String... arguments) {
    CommandLine line = new CommandLine(new VerdictCommand());
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.registerConverter(URI.class, VerdictCommand::address);
    if (Arrays.stream(arguments).anyMatch(word -> SETTING.matcher(word).matches())) {
      for (CommandLine command : line.getSubcommands().values()) {
        if (command.getCommand() instanceof SettingFlags.Taker taker) {
          taker.settings().addTo(command.getCommandSpec());
        }
      }
    }
    return line;
  }

  private static URI address(String text) {
    try {
      return ServiceUrl.of(text);
    } catch (WrongUsage wrong) {
      throw new CommandLine.TypeConversionException(String.valueOf(wrong.getMessage()));
    }
  }

  @Override
  public void run() {
    throw new CommandLine.ParameterException(spec.commandLine(), "which command?");
  }
}
