package dev.verdict.testkit.events;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.verdict.contract.Json;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Holds records against what they must be: the binary mode of CloudEvents, the official schemas of
 * CDEvents, and our own schemas. Those are open, since a later release may add fields; here they
 * are closed, so that nothing is sent that they do not describe.
 */
public final class EventSchemas {
  private static final String CDEVENTS = "https://cdevents.dev/0.5.1/schema/";
  private static final List<String> REQUIRED =
      List.of("ce_id", "ce_source", "ce_type", "ce_time", "ce_subject", "ce_partitionkey");

  private final Map<String, Optional<Schema>> ours = new ConcurrentHashMap<>();
  private final Map<String, Optional<Schema>> official = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(
          SpecificationVersion.DRAFT_2020_12, builder -> builder.schemas(links()));

  /** What is wrong with the record, each as a sentence; empty when nothing is. */
  public List<String> problems(EventRecord record) {
    List<String> problems = new ArrayList<>();
    headers(record, problems);
    JsonNode body;
    try {
      body = Json.tree(record.value());
    } catch (IllegalArgumentException e) {
      problems.add("value: " + e.getMessage());
      return problems;
    }
    agreement(record, body, problems);
    String name = shortName(record.type());
    against("CDEvents", official.computeIfAbsent(name, this::official), record, problems);
    against("our schema", ours.computeIfAbsent(name, this::closed), record, problems);
    return problems;
  }

  private static void headers(EventRecord record, List<String> problems) {
    expect(problems, "ce_specversion", "1.0", record.header("ce_specversion").orElse("absent"));
    expect(
        problems, "content-type", "application/json", record.header("content-type").orElse("none"));
    REQUIRED.stream()
        .filter(name -> record.header(name).orElse("").isEmpty())
        .forEach(name -> problems.add("header " + name + ": absent or empty"));
    if (record.header("ce_datacontenttype").isPresent()) {
      problems.add("header ce_datacontenttype: binary mode has content-type in its place");
    }
    expect(problems, "ce_partitionkey", record.key(), record.header("ce_partitionkey").orElse(""));
  }

  /** What the binding of CDEvents wants to be the same inside and outside. */
  private static void agreement(EventRecord record, JsonNode body, List<String> problems) {
    JsonNode context = body.path("context");
    expect(problems, "ce_id", context.path("id").asText(), record.header("ce_id").orElse(""));
    expect(problems, "ce_type", context.path("type").asText(), record.type());
    expect(
        problems, "ce_source", context.path("source").asText(), record.header("ce_source").get());
    expect(problems, "ce_time", context.path("timestamp").asText(), record.header("ce_time").get());
    expect(
        problems,
        "ce_dataschema",
        context.path("schemaUri").asText(""),
        record.header("ce_dataschema").orElse(""));
  }

  private static void expect(List<String> problems, String what, String expected, String is) {
    if (!is.equals(expected)) {
      problems.add(what + ": '" + is + "' (expected: '" + expected + "')");
    }
  }

  private static void against(
      String whose, Optional<Schema> schema, EventRecord record, List<String> problems) {
    if (schema.isEmpty()) {
      problems.add(whose + ": none for " + record.type());
      return;
    }
    schema
        .get()
        .validate(
            record.text(),
            InputFormat.JSON,
            execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .forEach(error -> problems.add(whose + ": " + error));
  }

  /** The name without prefix and version. */
  public static String shortName(String type) {
    return type.replaceFirst("^dev\\.cdeventsx?\\.", "").replaceFirst("\\.\\d+\\.\\d+\\.\\d+$", "");
  }

  private Optional<Schema> official(String name) {
    String file = name.startsWith("verdict-") ? "custom" : name.replace(".", "");
    return Classpath.text("/cdevents/0.5.1/" + file + ".json")
        .map(text -> registry.getSchema(text, InputFormat.JSON));
  }

  /** The schemas refer to these by where they are published. */
  private static Map<String, String> links() {
    Map<String, String> texts = new HashMap<>();
    for (String name : List.of("sarray", "end", "path", "relation")) {
      String file = "links/embeddedlink" + name;
      texts.put(CDEVENTS + file, Classpath.text("/cdevents/0.5.1/" + file + ".json").orElseThrow());
    }
    return texts;
  }

  private Optional<Schema> closed(String name) {
    return text(name)
        .map(
            text -> {
              JsonNode schema = Json.tree(text.getBytes(StandardCharsets.UTF_8));
              close(schema);
              return registry.getSchema(schema.toString(), InputFormat.JSON);
            });
  }

  /** Our schema as it is published; empty when there is none. */
  public static Optional<String> text(String shortName) {
    return Classpath.text("/schemas/events/" + shortName + ".json");
  }

  private static void close(JsonNode schema) {
    if (schema instanceof ObjectNode object
        && object.path("properties").isObject()
        && object.path("type").asText().equals("object")
        && !object.has("additionalProperties")) {
      object.put("additionalProperties", false);
    }
    schema.forEach(EventSchemas::close);
  }
}
