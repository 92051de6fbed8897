package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** Every question that alerts, dashboards and scalers ask Prometheus, by who asks it. */
final class Expressions {
  private static final Pattern METRIC =
      Pattern.compile(
          "\\b(?:distributed_testing|verdict|vertx|jvm|process|system)_[a-z_]+(?=[{\\[) ,]|$)");

  private Expressions() {}

  static Map<String, String> all() {
    Map<String, String> found = new TreeMap<>();
    Rendering production = Rendering.of("production");
    for (JsonNode rule : production.one("PrometheusRule", "verdict").at("/spec/groups/0/rules")) {
      found.put("alert " + rule.path("alert").asText(), rule.path("expr").asText());
    }
    for (JsonNode scaled : production.all("ScaledObject")) {
      found.put(Rendering.id(scaled), scaled.at("/spec/triggers/0/metadata/query").asText());
    }
    production
        .one("ConfigMap", "verdict-dashboards")
        .path("data")
        .properties()
        .forEach(file -> panels(file.getKey(), json(file.getValue().asText()), found));
    return found;
  }

  /** Names in label matchers are in quotes, and end otherwise. */
  static Set<String> metricsOf(String expression) {
    Set<String> metrics = new TreeSet<>();
    var matcher = METRIC.matcher(expression.replaceAll("\"(?:[^\"\\\\]|\\\\.)*\"", "\"\""));
    while (matcher.find()) {
      metrics.add(matcher.group());
    }
    return metrics;
  }

  static JsonNode json(String text) {
    try {
      return new ObjectMapper().readTree(text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void panels(String file, JsonNode dashboard, Map<String, String> into) {
    for (JsonNode panel : dashboard.path("panels")) {
      for (JsonNode target : panel.path("targets")) {
        String name =
            file + ": " + panel.path("title").asText() + " " + target.path("refId").asText();
        into.put(name, target.path("expr").asText());
      }
    }
  }
}
