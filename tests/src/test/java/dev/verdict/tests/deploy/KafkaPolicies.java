package dev.verdict.tests.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.runtime.kafka.OurTopics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What Kafka and PostgreSQL let our services do, and how they are reached. */
final class KafkaPolicies {
  private static final Map<String, Set<String>> MAY =
      Map.of(
          "verdict-coordinator",
          Set.of(
              "verdict.events Describe Write",
              "verdict.assignments Describe Write",
              "verdict.workers Describe Write",
              "verdict.attempts Describe Read",
              "verdict.logs Describe",
              "verdict.artifacts Describe Read",
              "group verdict-coordinator Read",
              "group verdict-coordinator-artifacts Read"),
          "verdict-worker",
          Set.of(
              "verdict.assignments Describe Read",
              "verdict.attempts Describe Write",
              "verdict.logs Describe Write"),
          "verdict-reporter",
          Set.of("verdict.events Describe Read", "group verdict-reporter Read"),
          "verdict-artifacts",
          Set.of(
              "verdict.events Describe Read",
              "verdict.logs Describe Read",
              "verdict.artifacts Describe Write",
              "group verdict-artifacts-logs Read",
              "group verdict-artifacts-events Read"));

  private KafkaPolicies() {}

  static List<Policy> all() {
    return List.of(
        new Policy(
            "every topic is as the services would make it",
            KafkaPolicies::topics,
            rendering -> rendering.with("KafkaTopic", "verdict.logs", "/spec/config", Map.of())),
        new Policy(
            "every service may do in Kafka what it has to, a worker only what is its own",
            KafkaPolicies::rights,
            rendering ->
                rendering.with(
                    "KafkaUser",
                    "verdict-worker",
                    "/spec/authorization/acls/0/operations",
                    List.of("All"))),
        new Policy(
            "Kafka is reached with certificates on both sides, and makes no topic by itself",
            KafkaPolicies::closed,
            rendering ->
                rendering.with("Kafka", "verdict-kafka", "/spec/kafka/listeners/0/tls", false)),
        new Policy(
            "PostgreSQL refuses what is not encrypted, and services verify it",
            KafkaPolicies::database,
            rendering ->
                rendering.with(
                    "Cluster", "verdict-postgres", "/spec/postgresql/pg_hba", List.of())));
  }

  private static List<String> topics(Rendering rendering) {
    Map<String, String> wanted = new TreeMap<>();
    OurTopics.all(OurTopics.PARTITIONS)
        .forEach(
            topic -> {
              Map<String, String> config = new TreeMap<>(topic.more());
              config.put("retention.ms", Long.toString(topic.retention().toMillis()));
              wanted.put(topic.name(), topic.partitions() + " " + config);
            });
    Map<String, String> rendered = new TreeMap<>();
    for (JsonNode topic : rendering.all("KafkaTopic")) {
      Map<String, String> config = new TreeMap<>();
      topic
          .at("/spec/config")
          .properties()
          .forEach(entry -> config.put(entry.getKey(), entry.getValue().asText()));
      rendered.put(Rendering.name(topic), topic.at("/spec/partitions").asInt() + " " + config);
    }
    return rendered.equals(wanted) ? List.of() : List.of(rendered + " (expected: " + wanted + ")");
  }

  private static List<String> rights(Rendering rendering) {
    Map<String, Set<String>> given = new TreeMap<>();
    for (JsonNode user : rendering.all("KafkaUser")) {
      Set<String> rights = new TreeSet<>();
      for (JsonNode acl : user.at("/spec/authorization/acls")) {
        JsonNode resource = acl.path("resource");
        Set<String> words = new TreeSet<>();
        acl.path("operations").forEach(one -> words.add(one.asText()));
        String kind = resource.path("type").asText().equals("topic") ? "" : "group ";
        boolean exact = resource.path("patternType").asText().equals("literal");
        rights.add(
            kind + resource.path("name").asText() + (exact ? " " : "* ") + String.join(" ", words));
      }
      boolean certificate = user.at("/spec/authentication/type").asText().equals("tls");
      given.put(Rendering.name(user) + (certificate ? "" : " without certificate"), rights);
    }
    return given.equals(new TreeMap<>(MAY)) ? List.of() : List.of(given.toString());
  }

  private static List<String> closed(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    for (JsonNode kafka : rendering.all("Kafka")) {
      for (JsonNode listener : kafka.at("/spec/kafka/listeners")) {
        if (!listener.path("tls").asBoolean()
            || !listener.at("/authentication/type").asText().equals("tls")) {
          faults.add(listener.toString());
        }
      }
      if (!kafka.at("/spec/kafka/authorization/type").asText().equals("simple")
          || !kafka
              .at("/spec/kafka/config")
              .toString()
              .contains("\"auto.create.topics.enable\":false")) {
        faults.add(kafka.at("/spec/kafka").toString());
      }
    }
    return faults;
  }

  private static List<String> database(Rendering rendering) {
    List<String> faults = new ArrayList<>();
    for (JsonNode cluster : rendering.all("Cluster")) {
      if (!cluster
          .at("/spec/postgresql/pg_hba/0")
          .asText()
          .equals("hostnossl all all all reject")) {
        faults.add(cluster.at("/spec/postgresql").toString());
      }
    }
    for (JsonNode deployment : rendering.all("Deployment")) {
      Map<String, String> environment = rendering.environment(deployment);
      if (environment.containsKey("VERDICT_POSTGRES_HOST")
          && !"verify-full".equals(environment.get("VERDICT_POSTGRES_SSL_MODE"))) {
        faults.add(Rendering.id(deployment));
      }
    }
    return faults;
  }
}
