package dev.verdict.tests.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every object is held against a schema in which an unknown field is an error. */
class SchemasTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7);
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  @ParameterizedTest
  @ValueSource(strings = {"local", "production"})
  void every_object_is_what_its_kind_says(String overlay) {
    for (JsonNode object : Rendering.of(overlay).objects()) {
      assertThat(faults(object)).as(Rendering.id(object)).isEmpty();
    }
  }

  @Test
  void an_unknown_field_is_found_however_deep_it_is() {
    Rendering production = Rendering.of("production");
    for (String[] place :
        List.of(
            new String[] {"Deployment", "worker", "/spec/template/spec/containers/0/resource"},
            new String[] {"ScaledObject", "worker", "/spec/advanced/behaviour"},
            new String[] {"Kafka", "verdict-kafka", "/spec/kafka/listeners/0/port2"},
            new String[] {"KafkaUser", "verdict-worker", "/spec/authorization/acls/0/hosts"},
            new String[] {"Cluster", "verdict-postgres", "/spec/storage/sise"},
            new String[] {"PodMonitor", "verdict", "/spec/podMetricsEndpoints/0/ports"},
            new String[] {"HTTPRoute", "verdict", "/spec/rules/1/backends"})) {
      Rendering broken = production.with(place[0], place[1], place[2], "x");
      assertThat(faults(broken.one(place[0], place[1]))).as(place[2]).isNotEmpty();
    }
  }

  @Test
  void a_missing_field_and_a_wrong_type_are_found() {
    Rendering production = Rendering.of("production");
    String selector = "/spec/selector";
    assertThat(
            faults(
                production
                    .with("Deployment", "worker", selector, null)
                    .one("Deployment", "worker")))
        .isNotEmpty();
    assertThat(
            faults(
                production
                    .with("Service", "reporter", "/spec/ports/0/port", "http")
                    .one("Service", "reporter")))
        .isNotEmpty();
  }

  private static List<Error> faults(JsonNode object) {
    return SCHEMAS
        .computeIfAbsent(object.path("kind").asText(), SchemasTest::schema)
        .validate(object.toString(), InputFormat.JSON);
  }

  private static Schema schema(String kind) {
    InputStream found = SchemasTest.class.getResourceAsStream("/kubernetes/" + kind + ".json");
    return REGISTRY.getSchema(
        Objects.requireNonNull(found, kind + ": no schema (see kubernetes/README.md)"));
  }
}
