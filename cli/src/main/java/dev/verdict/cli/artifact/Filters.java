package dev.verdict.cli.artifact;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that say which artifacts are meant; those count that have all of it. */
final class Filters {
  @Option(
      names = {"--run", "--run-id"},
      paramLabel = "ID",
      description = "Of this run.")
  private @Nullable UUID run;

  @Option(
      names = {"--task", "--task-id"},
      paramLabel = "ID",
      description = "Of this task.")
  private @Nullable UUID task;

  @Option(names = "--type", paramLabel = "WORD", description = "As in report, performance_report.")
  private @Nullable String type;

  @Option(
      names = "--category",
      paramLabel = "WORD",
      description = "reports, logs, data or metrics.")
  private @Nullable String category;

  @Option(names = "--name", paramLabel = "NAME", description = "* stands for any characters.")
  private @Nullable String name;

  @Option(names = "--label", paramLabel = "LABEL", description = "Once for each.")
  private List<String> labels = List.of();

  @Option(names = "--metadata", paramLabel = "KEY=VALUE", description = "Once for each.")
  private List<String> metadata = List.of();

  @Option(
      names = "--content",
      paramLabel = "PATH=VALUE",
      description =
          "What stands in a JSON artifact, as in metrics.throughput=1250.5; also != >= <= > <.")
  private List<String> content = List.of();

  boolean isEmpty() {
    return query().isEmpty();
  }

  /** As the query of a request, without the question mark. */
  String query() {
    List<String> parts = new ArrayList<>();
    add(parts, "run_id", run);
    add(parts, "task_id", task);
    add(parts, "type", type);
    add(parts, "category", category);
    add(parts, "name", name);
    labels.forEach(label -> add(parts, "label", label));
    metadata.forEach(pair -> add(parts, "metadata", pair));
    content.forEach(question -> add(parts, "content", question));
    return String.join("&", parts);
  }

  static void add(List<String> parts, String key, @Nullable Object value) {
    if (value != null) {
      parts.add(key + "=" + StoreAccess.encoded(value.toString()));
    }
  }
}
