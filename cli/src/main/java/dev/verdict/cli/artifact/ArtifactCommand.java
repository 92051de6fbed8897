package dev.verdict.cli.artifact;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code verdict artifact}. */
@Command(
    name = "artifact",
    mixinStandardHelpOptions = true,
    description = "The store of artifacts: list get url upload compare purge.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      ListCommand.class,
      GetCommand.class,
      UrlCommand.class,
      UploadCommand.class,
      CompareCommand.class,
      PurgeCommand.class
    })
public final class ArtifactCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new CommandLine.ParameterException(
        spec.commandLine(), "which of: list get url upload compare purge?");
  }
}
