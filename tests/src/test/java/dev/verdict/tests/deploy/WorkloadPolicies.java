package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.runtime.settings.SettingsReader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** What holds for every service: how it starts, is asked how it is, and is stopped. */
final class WorkloadPolicies {
  private static final String POD = "/spec/template/spec";
  private static final String CONTAINER = POD + "/containers/0";

  /** Of the process, after its modules: ServiceProcess.LAST_MOMENTS and LAST_SPANS. */
  private static final long LAST_MOMENTS = 5;

  /** Of a worker, beyond drain and grace: LiveWorker.LAST_WORDS, three times at most. */
  private static final long LAST_WORDS = 30;

  private WorkloadPolicies() {}

  static List<Policy> all() {
    return List.of(
        each(
            "is asked whether it has started, lives and is ready, at the paths that say so",
            one -> probes(one.at(CONTAINER)),
            broken(CONTAINER + "/readinessProbe/httpGet/path", "/health/live")),
        each(
            "has longer to start than it gives itself",
            one ->
                one.at(CONTAINER + "/startupProbe/failureThreshold").asInt()
                        * one.at(CONTAINER + "/startupProbe/periodSeconds").asInt()
                    > 60,
            broken(CONTAINER + "/startupProbe/failureThreshold", 10)),
        each(
            "is spread over zones and machines",
            WorkloadPolicies::spread,
            broken(POD + "/topologySpreadConstraints/1", null)),
        each(
            "is replaced without a moment with fewer, or has a volume of one pod",
            WorkloadPolicies::replaced,
            broken("/spec/strategy/rollingUpdate/maxUnavailable", 1)),
        new Policy(
            "every Deployment has a disruption budget that lets nodes be drained",
            WorkloadPolicies::budgets,
            rendering -> rendering.without("PodDisruptionBudget", "reporter")),
        new Policy(
            "every Deployment has longer to stop than its drain takes",
            WorkloadPolicies::graces,
            rendering ->
                rendering.with(
                    "Deployment", "worker", POD + "/terminationGracePeriodSeconds", 600)),
        new Policy(
            "every Service finds pods and their port",
            WorkloadPolicies::services,
            rendering -> rendering.with("Service", "reporter", "/spec/ports/0/port", 9999)));
  }

  private static boolean probes(JsonNode container) {
    return container.at("/startupProbe/httpGet/path").asText().equals("/health/live")
        && container.at("/livenessProbe/httpGet/path").asText().equals("/health/live")
        && container.at("/readinessProbe/httpGet/path").asText().equals("/health/ready");
  }

  private static boolean spread(JsonNode deployment) {
    JsonNode labels = deployment.at("/spec/template/metadata/labels");
    List<String> over = new ArrayList<>();
    for (JsonNode constraint : deployment.at(POD + "/topologySpreadConstraints")) {
      if (selects(constraint.at("/labelSelector/matchLabels"), labels)) {
        over.add(constraint.path("topologyKey").asText());
      }
    }
    return over.containsAll(List.of("topology.kubernetes.io/zone", "kubernetes.io/hostname"));
  }

  private static boolean replaced(JsonNode deployment) {
    boolean owns = deployment.at(POD + "/volumes").toString().contains("persistentVolumeClaim");
    JsonNode strategy = deployment.at("/spec/strategy");
    return owns
        ? strategy.path("type").asText().equals("Recreate")
        : strategy.at("/rollingUpdate/maxUnavailable").asText().equals("0");
  }

  private static List<String> budgets(Rendering rendering) {
    return without(
        rendering,
        deployment ->
            rendering.all("PodDisruptionBudget").stream()
                .anyMatch(
                    budget ->
                        budget.at("/spec/maxUnavailable").asInt() == 1
                            && selects(
                                budget.at("/spec/selector/matchLabels"),
                                deployment.at("/spec/template/metadata/labels"))));
  }

  private static List<String> graces(Rendering rendering) {
    return without(
        rendering,
        deployment ->
            deployment.at(POD + "/terminationGracePeriodSeconds").asLong()
                > needed(rendering, deployment));
  }

  private static long needed(Rendering rendering, JsonNode deployment) {
    SettingsReader reader = Services.reader(rendering, deployment);
    String service = Services.of(deployment).section();
    long stop = seconds(reader, service + ".stop_timeout", 25);
    if (service.equals("worker")) {
      long drain = seconds(reader, "worker.drain", 20) + seconds(reader, "worker.grace", 5);
      stop = Math.max(stop, drain + LAST_WORDS);
    }
    return deployment.at(CONTAINER + "/lifecycle/preStop/sleep/seconds").asLong()
        + stop
        + LAST_MOMENTS;
  }

  private static long seconds(SettingsReader reader, String key, long usual) {
    return reader.duration(key, Duration.ofSeconds(usual)).toSeconds();
  }

  private static List<String> services(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    for (JsonNode service : rendering.all("Service")) {
      boolean found =
          rendering.all("Deployment").stream()
              .anyMatch(
                  deployment ->
                      selects(
                              service.at("/spec/selector"),
                              deployment.at("/spec/template/metadata/labels"))
                          && service.at("/spec/ports/0/port").asInt()
                              == deployment.at(CONTAINER + "/ports/0/containerPort").asInt()
                          && Integer.toString(service.at("/spec/ports/0/port").asInt())
                              .equals(rendering.environment(deployment).get("VERDICT_HTTP_PORT")));
      if (!found) {
        faults.add(Rendering.id(service));
      }
    }
    return faults;
  }

  static boolean selects(JsonNode wanted, JsonNode labels) {
    return !wanted.isEmpty()
        && wanted.properties().stream()
            .allMatch(entry -> labels.path(entry.getKey()).equals(entry.getValue()));
  }

  private static List<String> without(Rendering rendering, Predicate<JsonNode> holds) {
    return rendering.all("Deployment").stream()
        .filter(one -> !holds.test(one))
        .map(Rendering::id)
        .toList();
  }

  private static Policy each(
      String sentence, Predicate<JsonNode> holds, UnaryOperator<Rendering> broken) {
    return new Policy(
        "every Deployment " + sentence, rendering -> without(rendering, holds), broken);
  }

  private static UnaryOperator<Rendering> broken(
      String pointer, @org.jspecify.annotations.Nullable Object value) {
    return rendering -> rendering.with("Deployment", "coordinator", pointer, value);
  }
}
