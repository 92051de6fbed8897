package dev.verdict.cli.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.ExitCodes;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code verdict artifact compare}. */
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    description = "What changed from one artifact to another: values of JSON, or lines of text.")
final class CompareCommand extends StoreAccess implements Callable<Integer> {
  @Parameters(index = "0", paramLabel = "LEFT", description = "The id of the older.")
  private @Nullable UUID left;

  @Parameters(index = "1", paramLabel = "RIGHT", description = "The id of the newer.")
  private @Nullable UUID right;

  @Option(names = "--as-text", description = "By lines, also when both are JSON.")
  private boolean asText;

  @Option(names = "--output", description = "${COMPLETION-CANDIDATES} (default: TEXT).")
  private Output output = Output.TEXT;

  @Override
  public Integer call() {
    String path =
        ARTIFACTS + "/compare?left=" + left + "&right=" + right + (asText ? "&as=text" : "");
    JsonNode found = client().get(path, JsonNode.class);
    if (output == Output.JSON) {
      out().println(found);
    } else {
      tell(found);
    }
    return ExitCodes.ALL_PASSED;
  }

  private void tell(JsonNode found) {
    switch (found.path("kind").asText()) {
      case "identical" -> out().println("identical");
      case "text" -> out().println(found.at("/text/unified").asText());
      case "json" -> {
        found.at("/json/differences").forEach(this::tellValue);
        found.path("metrics").forEach(this::tellNumber);
      }
      default -> out().println("they differ; not compared inside: " + found.path("why").asText());
    }
  }

  private void tellValue(JsonNode difference) {
    if (difference.path("left").isNumber() && difference.path("right").isNumber()) {
      return;
    }
    out()
        .println(
            switch (difference.path("change").asText()) {
              case "added" -> "+ " + difference.path("path").asText() + ": " + right(difference);
              case "removed" -> "- " + difference.path("path").asText() + ": " + left(difference);
              default ->
                  "~ "
                      + difference.path("path").asText()
                      + ": "
                      + left(difference)
                      + " -> "
                      + right(difference);
            });
  }

  private static JsonNode left(JsonNode difference) {
    return difference.path("left");
  }

  private static JsonNode right(JsonNode difference) {
    return difference.path("right");
  }

  private void tellNumber(JsonNode metric) {
    String percent =
        metric.has("percent")
            ? String.format(Locale.ROOT, " (%+.2f %%)", metric.path("percent").asDouble())
            : "";
    out()
        .println(
            "~ "
                + metric.path("name").asText()
                + ": "
                + metric.path("left")
                + " -> "
                + metric.path("right")
                + percent);
  }
}
