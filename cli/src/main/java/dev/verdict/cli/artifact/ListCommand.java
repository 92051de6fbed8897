package dev.verdict.cli.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.cli.ExitCodes;
import dev.verdict.cli.client.ApiClient;
import dev.verdict.contract.Json;
import dev.verdict.contract.api.Page;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code verdict artifact list}. */
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Finds artifacts, newest first; groups them, or takes numbers out of them.")
final class ListCommand extends StoreAccess implements Callable<Integer> {
  private static final int PAGE = 1000;

  @Mixin private Filters filters = new Filters();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "100",
      description = "At most so many (default: ${DEFAULT-VALUE}).")
  private int limit = 100;

  @Option(names = "--latest", description = "Only the newest.")
  private boolean latest;

  @Option(
      names = "--group-by",
      paramLabel = "WHAT",
      description = "type, category, content_type, name or task_id: how many there are of each.")
  private @Nullable String groupBy;

  @Option(
      names = "--metric",
      paramLabel = "NAME",
      description = "This number out of JSON artifacts; once for each.")
  private List<String> metrics = List.of();

  @Option(names = "--output", description = "${COMPLETION-CANDIDATES} (default: TEXT).")
  private Output output = Output.TEXT;

  @Override
  public Integer call() {
    if (groupBy != null) {
      groups(groupBy);
    } else if (!metrics.isEmpty()) {
      numbers();
    } else {
      artifacts();
    }
    return ExitCodes.ALL_PASSED;
  }

  private void artifacts() {
    List<JsonNode> found = new ArrayList<>();
    boolean more = pages(client(), latest ? 1 : limit, found);
    if (output == Output.JSON) {
      out().println(Json.text(Map.of("items", found)));
    } else {
      for (JsonNode artifact : found) {
        out().println(Json.read(artifact.toString(), StoredArtifact.class).line());
      }
      err().println(found.size() + " artifacts");
    }
    sayMore(more && !latest);
  }

  /** On standard error, so that nobody takes a part for the whole, nor the hint for a part. */
  private void sayMore(boolean more) {
    if (more) {
      err().println("there are more than --limit " + limit + ": raise it, or say closer which");
    }
  }

  /** Says whether there are more. */
  private boolean pages(ApiClient store, int most, List<JsonNode> all) {
    String cursor = "";
    do {
      int size = Math.min(PAGE, most - all.size());
      Page<JsonNode> page = store.page(at("") + "limit=" + size + cursor, JsonNode.class);
      all.addAll(page.items());
      cursor = page.next() == null ? "" : "&cursor=" + page.next();
    } while (!cursor.isEmpty() && all.size() < most);
    return !cursor.isEmpty();
  }

  private String at(String path) {
    String query = filters.query();
    return ARTIFACTS + path + "?" + (query.isEmpty() ? "" : query + "&");
  }

  private void groups(String by) {
    JsonNode groups = client().get(at("/groups") + "by=" + encoded(by), JsonNode.class);
    if (output == Output.JSON) {
      out().println(groups);
      return;
    }
    for (JsonNode group : groups.path("items")) {
      out()
          .printf(
              "%8d  %9s  %s%n",
              group.path("count").asLong(),
              StoredArtifact.size(group.path("size_bytes").asLong()),
              group.path("value").asText("-"));
    }
  }

  private void numbers() {
    List<String> asked = new ArrayList<>();
    metrics.forEach(name -> Filters.add(asked, "metric", name));
    String path = at("/metrics") + String.join("&", asked);
    FoundMetrics found = new FoundMetrics();
    String cursor = "";
    // The limit is of artifacts: one without such a number takes its place, but is not told.
    for (int left = limit; left > 0; left = cursor.isEmpty() ? 0 : left - PAGE) {
      found.add(client().get(path + "&limit=" + Math.min(PAGE, left) + cursor, JsonNode.class));
      cursor = found.next() == null ? "" : "&cursor=" + found.next();
    }
    if (output == Output.JSON) {
      out().println(found.json());
    } else {
      tell(found);
    }
    sayMore(!cursor.isEmpty());
  }

  private void tell(FoundMetrics found) {
    for (JsonNode item : found.items()) {
      StringBuilder line = new StringBuilder(item.path("id").asText());
      metrics.forEach(
          name ->
              line.append("  ").append(name).append(' ').append(item.at("/metrics").path(name)));
      out().println(line.append("  ").append(item.path("name").asText()));
    }
    out().println(found.json().path("summary").toPrettyString());
  }
}
