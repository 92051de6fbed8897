package dev.verdict.cli.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.ExitCodes;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict artifact url}. */
@Command(
    name = "url",
    mixinStandardHelpOptions = true,
    description = "The lasting addresses of artifacts of a run; exit code 3 if one has none.")
final class UrlCommand extends StoreAccess implements Callable<Integer> {
  @Option(
      names = {"--run", "--run-id"},
      required = true,
      paramLabel = "ID",
      description = "The run.")
  private @Nullable UUID run;

  @Parameters(arity = "1..*", paramLabel = "NAME", description = "Names of artifacts.")
  private List<String> names = List.of();

  @Option(names = "--output", description = "${COMPLETION-CANDIDATES} (default: TEXT).")
  private Output output = Output.TEXT;

  @Override
  public Integer call() {
    JsonNode urls =
        client()
            .post(
                ARTIFACTS + "/urls",
                Map.of("run_id", String.valueOf(run), "names", names),
                JsonNode.class);
    boolean all = names.stream().allMatch(name -> urls.path(name).isTextual());
    if (output == Output.JSON) {
      out().println(urls);
    } else {
      names.forEach(name -> out().println(name + "  " + urls.path(name).asText("none")));
    }
    return all ? ExitCodes.ALL_PASSED : ExitCodes.NOT_COMPLETED;
  }
}
