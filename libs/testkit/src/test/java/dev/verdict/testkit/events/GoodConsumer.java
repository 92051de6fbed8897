package dev.verdict.testkit.events;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.contract.Json;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The last verdict of each test of each run. The bad ones differ from it by one thing each. */
class GoodConsumer implements EventConsumer {
  final Map<String, String> verdicts = new TreeMap<>();
  final Map<String, Long> latest = new HashMap<>();
  final Set<String> seen = new HashSet<>();
  int counted;

  @Override
  public void accept(EventRecord record) throws Exception {
    String type = EventSchemas.shortName(record.type());
    if (!type.equals("testcaserun.finished") || isRepeated(record)) {
      return;
    }
    JsonNode body;
    try {
      body = Json.tree(record.value());
    } catch (IllegalArgumentException e) {
      return;
    }
    if (!body.at("/customData/test").isObject()) {
      return;
    }
    take(record, body.at("/customData/test"));
  }

  void take(EventRecord record, JsonNode test) {
    String key = record.key() + " " + test.path("id").asText().lines().findFirst().orElse("");
    long sequence = Long.parseLong(record.header("ce_sequence").orElseThrow());
    counted++;
    if (latest.getOrDefault(key, 0L) < sequence) {
      latest.put(key, sequence);
      verdicts.put(key, test.path("verdict").asText());
    }
  }

  boolean isRepeated(EventRecord record) {
    return !seen.add(record.header("ce_id").orElse(""));
  }

  @Override
  public String state() {
    StringBuilder lines = new StringBuilder("results " + counted + "\n");
    verdicts.forEach((test, verdict) -> lines.append(test + " " + verdict + "\n"));
    return lines.toString();
  }
}
