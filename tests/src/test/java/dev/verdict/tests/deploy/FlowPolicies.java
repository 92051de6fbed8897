package dev.verdict.tests.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Who may talk to whom. The table is what we want; the policies must say just that. */
final class FlowPolicies {
  private static final List<String> NAMED =
      List.of(
          "gateway > coordinator 8080",
          "gateway > reporter 8081",
          "gateway > artifacts 8082",
          "monitoring > coordinator 8080",
          "monitoring > reporter 8081",
          "monitoring > artifacts 8082",
          "monitoring > worker 8083",
          "monitoring > worker-gpu 8083",
          "monitoring > postgres 9187",
          "worker > coordinator 8080",
          "worker > artifacts 8082",
          "worker > kafka 9093",
          "worker > internet 22",
          "worker > internet 80",
          "worker > internet 443",
          "worker-gpu > coordinator 8080",
          "worker-gpu > artifacts 8082",
          "worker-gpu > kafka 9093",
          "worker-gpu > internet 22",
          "worker-gpu > internet 80",
          "worker-gpu > internet 443",
          "coordinator > postgres 5432",
          "coordinator > kafka 9093",
          "coordinator > internet 443",
          "reporter > coordinator 8080",
          "reporter > postgres 5432",
          "reporter > kafka 9093",
          "reporter > internet 443",
          "reporter > internet 465",
          "reporter > internet 587",
          "artifacts > postgres 5432",
          "artifacts > kafka 9093",
          "artifacts > internet 443",
          "coordinator > observability 4318",
          "reporter > observability 4318",
          "artifacts > observability 4318",
          "worker > observability 4318",
          "worker-gpu > observability 4318",
          "migrations > postgres 5432",
          "postgres > postgres 5432",
          "postgres > postgres 8000",
          "postgres > api-server 443",
          "postgres > api-server 6443",
          "postgres > internet 443",
          "postgres > internet 6443",
          "cnpg-system > postgres 5432",
          "cnpg-system > postgres 8000",
          "kafka > kafka 9090",
          "kafka > kafka 9091",
          "kafka > kafka 8443",
          "entity-operator > kafka 9091",
          "entity-operator > api-server 443",
          "entity-operator > api-server 6443",
          "entity-operator > internet 443",
          "entity-operator > internet 6443");

  private FlowPolicies() {}

  static List<Policy> all() {
    return List.of(
        new Policy(
            "the network lets through what is named, and nothing else",
            FlowPolicies::differences,
            rendering ->
                rendering.with("NetworkPolicy", "workers", "/spec/egress/0/ports/0/port", 8081)),
        new Policy(
            "nothing is open that nobody named",
            FlowPolicies::differences,
            rendering -> rendering.without("NetworkPolicy", "default-deny")),
        new Policy(
            "everybody finds names",
            rendering ->
                rendering.all("NetworkPolicy").isEmpty()
                        || new Network(rendering)
                            .actors().stream()
                                .filter(actor -> !actor.labels().isEmpty())
                                .allMatch(
                                    actor -> new Network(rendering).lets(actor, "kube-system", 53))
                    ? List.of()
                    : List.of("port 53"),
            rendering -> rendering.without("NetworkPolicy", "dns")));
  }

  /** The overlay for a laptop has no policies; where there are any, they are all. */
  private static List<String> differences(Rendering rendering) {
    if (rendering.all("NetworkPolicy").isEmpty()) {
      return List.of();
    }
    Set<String> open = new Network(rendering).open();
    List<String> faults = new ArrayList<>();
    Set<String> wanted = new TreeSet<>(NAMED);
    wanted.stream().filter(flow -> !open.contains(flow)).forEach(f -> faults.add("closed: " + f));
    open.stream().filter(flow -> !wanted.contains(flow)).forEach(f -> faults.add("open: " + f));
    return faults;
  }
}
