package dev.verdict.cli.artifact;

import dev.verdict.cli.ExitCodes;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code verdict artifact purge}. */
@Command(
    name = "purge",
    mixinStandardHelpOptions = true,
    description =
        "Removes all artifacts and logs of a run; their permalinks then say so. Needs a key with"
            + " the scope admin.")
final class PurgeCommand extends StoreAccess implements Callable<Integer> {
  @Option(
      names = {"--run", "--run-id"},
      required = true,
      paramLabel = "ID",
      description = "The run.")
  private @Nullable UUID run;

  /** The answer of the service. */
  record Purged(int purged) {}

  @Override
  public Integer call() {
    Purged gone = client().delete(ARTIFACTS + "?run_id=" + run, Purged.class);
    out().println(gone.purged() + " artifacts removed");
    return ExitCodes.ALL_PASSED;
  }
}
