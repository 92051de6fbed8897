package dev.verdict.cli.artifact;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Numbers out of artifacts, gathered page after page as the service tells them. */
final class FoundMetrics {
  private final List<JsonNode> items = new ArrayList<>();
  private final Map<String, Summary> summary = new LinkedHashMap<>();
  private @Nullable String next;

  /** Of one metric. */
  record Summary(long count, double min, double max, double mean) {
    static Summary of(JsonNode told) {
      return new Summary(
          told.path("count").asLong(),
          told.path("min").asDouble(),
          told.path("max").asDouble(),
          told.path("mean").asDouble());
    }

    Summary and(Summary other) {
      long all = count + other.count;
      return new Summary(
          all,
          Math.min(min, other.min),
          Math.max(max, other.max),
          mean + (other.mean - mean) * other.count / all);
    }
  }

  void add(JsonNode page) {
    page.path("items").forEach(items::add);
    page.path("summary")
        .fields()
        .forEachRemaining(
            one -> summary.merge(one.getKey(), Summary.of(one.getValue()), Summary::and));
    next = page.hasNonNull("next") ? page.path("next").asText() : null;
  }

  List<JsonNode> items() {
    return items;
  }

  /** Where it goes on; null if that was all. */
  @Nullable String next() {
    return next;
  }

  /** As the service tells it of one page. */
  JsonNode json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("items", items);
    all.put("summary", summary);
    if (next != null) {
      all.put("next", next);
    }
    return Json.tree(Json.bytes(all));
  }
}
