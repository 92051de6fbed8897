package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.runtime.settings.SettingsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Workers as the queue wants them. */
final class ScalingPolicies {
  private static final String QUERY = "/spec/triggers/0/metadata/query";

  private ScalingPolicies() {}

  static List<Policy> all() {
    return List.of(
        new Policy(
            "what scales is there, and nobody else says how many",
            ScalingPolicies::targets,
            rendering -> rendering.with("Deployment", "worker", "/spec/replicas", 1)),
        new Policy(
            "what waits and what runs of a pool count together, one pod for each slot",
            ScalingPolicies::queries,
            rendering ->
                rendering.with(
                    "ScaledObject", "worker-gpu", QUERY, "sum(distributed_testing_queue_depth)")),
        new Policy(
            "where a pool may be empty, tasks wait long enough for a machine to come",
            ScalingPolicies::patience,
            rendering ->
                rendering.with(
                    "ConfigMap",
                    coordinatorConfig(rendering),
                    "/data/VERDICT_COORDINATOR_NO_WORKER_TIMEOUT",
                    "1m")));
  }

  private static List<String> targets(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    for (JsonNode scaled : rendering.all("ScaledObject")) {
      JsonNode target =
          rendering.one("Deployment", scaled.at("/spec/scaleTargetRef/name").asText());
      if (target.path("spec").has("replicas")) {
        faults.add(Rendering.id(target) + " has replicas");
      }
    }
    return faults;
  }

  private static List<String> queries(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    for (JsonNode scaled : rendering.all("ScaledObject")) {
      JsonNode target =
          rendering.one("Deployment", scaled.at("/spec/scaleTargetRef/name").asText());
      String pool = target.at("/spec/template/metadata/labels").path("verdict.dev/pool").asText();
      String query = scaled.at(QUERY).asText();
      boolean counts =
          query.contains("distributed_testing_queue_depth{namespace=\"verdict\"")
              && query.contains(
                  "verdict_worker_busy{namespace=\"verdict\", pool=\"" + pool + "\"}");
      String slots = rendering.environment(target).get("VERDICT_WORKER_SLOTS");
      if (!counts || !scaled.at("/spec/triggers/0/metadata/threshold").asText().equals(slots)) {
        faults.add(Rendering.id(scaled) + ": " + query);
      }
    }
    return faults;
  }

  private static List<String> patience(Rendering rendering) {
    boolean empty =
        rendering.all("ScaledObject").stream()
            .anyMatch(scaled -> scaled.at("/spec/minReplicaCount").asInt() == 0);
    SettingsReader reader = Services.reader(rendering, rendering.one("Deployment", "coordinator"));
    Duration patience = reader.duration("coordinator.no_worker_timeout", Duration.ofMinutes(5));
    return empty && patience.compareTo(Duration.ofMinutes(15)) < 0
        ? List.of(patience.toString())
        : List.of();
  }

  private static String coordinatorConfig(Rendering rendering) {
    return rendering
        .one("Deployment", "coordinator")
        .at("/spec/template/spec/containers/0/envFrom/3/configMapRef/name")
        .asText();
  }
}
