package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Judges which connections the network policies of a rendering let through. */
final class Network {
  private static final List<Integer> PORTS =
      List.of(
          22, 53, 80, 443, 465, 587, 4318, 5432, 6443, 8000, 8080, 8081, 8082, 8083, 8443, 9090,
          9091, 9093, 9187);

  /** Without labels it is outside: a namespace, or an address. */
  record Actor(String name, Map<String, String> labels) {}

  private final List<JsonNode> policies;
  private final List<Actor> actors = new ArrayList<>();

  Network(Rendering rendering) {
    policies = rendering.all("NetworkPolicy");
    for (JsonNode workload : PodPolicies.workloads(rendering)) {
      Map<String, String> labels = new TreeMap<>();
      workload
          .at("/spec/template/metadata/labels")
          .properties()
          .forEach(entry -> labels.put(entry.getKey(), entry.getValue().asText()));
      actors.add(new Actor(Rendering.name(workload), labels));
    }
    actors.add(new Actor("postgres", Map.of("cnpg.io/cluster", "verdict-postgres")));
    actors.add(new Actor("kafka", Map.of("strimzi.io/name", "verdict-kafka-kafka")));
    actors.add(
        new Actor("entity-operator", Map.of("strimzi.io/name", "verdict-kafka-entity-operator")));
    for (String outside :
        List.of(
            "gateway",
            "monitoring",
            "observability",
            "cnpg-system",
            "kube-system",
            "internet",
            "api-server")) {
      actors.add(new Actor(outside, Map.of()));
    }
  }

  List<Actor> actors() {
    return actors;
  }

  /** As {@code from > to port}; names are asked for by everybody and not told here. */
  Set<String> open() {
    Set<String> open = new TreeSet<>();
    for (Actor from : actors) {
      for (Actor to : actors) {
        for (int port : PORTS) {
          boolean both = from.labels().isEmpty() && to.labels().isEmpty();
          if (!both && port != 53 && !isOdd(to, port) && lets(from, to.name(), port)) {
            open.add(from.name() + " > " + to.name() + " " + port);
          }
        }
      }
    }
    return open;
  }

  /** A rule for any address also names those where nobody listens on such a port. */
  private static boolean isOdd(Actor to, int port) {
    return (port == 443 || port == 6443) && !Set.of("internet", "api-server").contains(to.name());
  }

  boolean lets(Actor from, String target, int port) {
    Actor to = actors.stream().filter(one -> one.name().equals(target)).findFirst().orElseThrow();
    return (from.labels().isEmpty() || passes("Egress", from, to, port))
        && (to.labels().isEmpty()
            || ofStrimzi(from, to, port)
            || passes("Ingress", to, from, port));
  }

  /** Its operator opens the brokers' ports by policies of its own: to us that of the listener. */
  private static boolean ofStrimzi(Actor from, Actor to, int port) {
    return to.name().equals("kafka")
        && (port == 9093
            ? "verdict".equals(from.labels().get("app.kubernetes.io/part-of"))
            : from.labels().containsKey("strimzi.io/name")
                && Set.of(9090, 9091, 8443).contains(port));
  }

  private boolean passes(String type, Actor owner, Actor peer, int port) {
    List<JsonNode> own =
        policies.stream()
            .filter(one -> one.at("/spec/policyTypes").toString().contains(type))
            .filter(one -> selects(one.at("/spec/podSelector"), owner.labels()))
            .toList();
    String rules = type.equals("Egress") ? "egress" : "ingress";
    String peers = type.equals("Egress") ? "to" : "from";
    return own.isEmpty()
        || own.stream()
            .flatMap(one -> one.path("spec").path(rules).valueStream())
            .anyMatch(rule -> hasPort(rule, port) && isAmong(rule.path(peers), peer));
  }

  private static boolean hasPort(JsonNode rule, int port) {
    return !rule.has("ports")
        || rule.path("ports").valueStream().anyMatch(one -> one.path("port").asInt() == port);
  }

  private static boolean isAmong(JsonNode peers, Actor actor) {
    return peers.isMissingNode() || peers.valueStream().anyMatch(peer -> isMeant(peer, actor));
  }

  private static boolean isMeant(JsonNode peer, Actor actor) {
    if (peer.has("ipBlock")) {
      boolean spared = peer.at("/ipBlock/except").toString().contains("10.0.0.0/8");
      return actor.name().equals("internet") || (actor.name().equals("api-server") && !spared);
    }
    if (peer.has("namespaceSelector")) {
      return actor.labels().isEmpty()
          && peer.at("/namespaceSelector/matchLabels")
              .path("kubernetes.io/metadata.name")
              .asText()
              .equals(actor.name());
    }
    return !actor.labels().isEmpty() && selects(peer.path("podSelector"), actor.labels());
  }

  private static boolean selects(JsonNode selector, Map<String, String> labels) {
    boolean equal =
        selector.path("matchLabels").properties().stream()
            .allMatch(entry -> entry.getValue().asText().equals(labels.get(entry.getKey())));
    return equal
        && selector.path("matchExpressions").valueStream().allMatch(one -> holds(one, labels));
  }

  private static boolean holds(JsonNode expression, Map<String, String> labels) {
    String value = labels.get(expression.path("key").asText());
    boolean among =
        value != null
            && expression.path("values").valueStream().anyMatch(one -> one.asText().equals(value));
    return switch (expression.path("operator").asText()) {
      case "In" -> among;
      case "NotIn" -> !among;
      case "Exists" -> value != null;
      default -> throw new AssertionError("operator of a selector: " + expression);
    };
  }
}
