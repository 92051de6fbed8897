package dev.verdict.testkit.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An OpenAPI document, and whether an answer is what it says: the status is described, a body that
 * is described in JSON is that JSON.
 */
public final class DescribedApi {
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());
  private static final String JSON = "application/json";
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{[^}]*\\}");

  /** So that a placeholder at the end is followed by something. */
  private static final String END = "\n";

  private static final String PROBLEM = "application/problem+json";

  private final JsonNode paths;
  private final ObjectNode components;
  private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
  private final SchemaRegistry registry =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);

  private DescribedApi(JsonNode paths, ObjectNode components) {
    this.paths = paths;
    this.components = components;
  }

  /** The first describes the paths, the others bring components that it refers to. */
  public static DescribedApi of(String document, String... more) {
    JsonNode tree = read(document);
    ObjectNode components = (ObjectNode) tree.path("components").deepCopy();
    for (String other : more) {
      for (Map.Entry<String, JsonNode> kind : read(other).path("components").properties()) {
        components.withObjectProperty(kind.getKey()).setAll((ObjectNode) kind.getValue());
      }
    }
    return new DescribedApi(tree.path("paths"), components);
  }

  private static JsonNode read(String resource) {
    try (InputStream in =
        Thread.currentThread().getContextClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(resource + " (expected: on the class path)");
      }
      return YAML.readTree(in);
    } catch (IOException e) {
      throw new UncheckedIOException(resource, e);
    }
  }

  /** What is wrong with the answer, each as a sentence; nothing where no such path is described. */
  public List<String> problems(
      String method, String target, int status, String contentType, String body) {
    Optional<JsonNode> operation = operation(method, URI.create(target).getRawPath());
    if (operation.isEmpty()) {
      return List.of();
    }
    String asked = method + " " + target + " → " + status;
    JsonNode responses = operation.get().path("responses");
    JsonNode response = followed(first(responses, Integer.toString(status), "default"));
    if (response.isMissingNode()) {
      return List.of(asked + ": the status is not described");
    }
    String type = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    JsonNode content = response.path("content");
    if (content.isMissingNode() || body.isEmpty()) {
      return List.of();
    }
    JsonNode media = content.path(type);
    if (media.isMissingNode()) {
      return List.of(asked + ": " + contentType + " is not described");
    }
    if (!type.equals(JSON) && !type.equals(PROBLEM)) {
      return List.of();
    }
    List<String> problems = new ArrayList<>();
    schema(media.path("schema"))
        .validate(
            body,
            InputFormat.JSON,
            execution -> execution.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .forEach(error -> problems.add(asked + ": " + error));
    return problems;
  }

  private Optional<JsonNode> operation(String method, String path) {
    // Named paths go before those with placeholders, as OpenAPI has it.
    return paths.properties().stream()
        .filter(entry -> pattern(entry.getKey()).matcher(path).matches())
        .min((a, b) -> Boolean.compare(a.getKey().contains("{"), b.getKey().contains("{")))
        .map(entry -> entry.getValue().path(method.toLowerCase(Locale.ROOT)))
        .filter(node -> !node.isMissingNode());
  }

  /** What stands between placeholders is meant as it is written. */
  private static Pattern pattern(String template) {
    return Pattern.compile(
        PLACEHOLDER
            .splitAsStream(template + END)
            .map(Pattern::quote)
            .collect(Collectors.joining("[^/]+"))
            .replace(END, ""));
  }

  private static JsonNode first(JsonNode node, String name, String otherwise) {
    return node.has(name) ? node.path(name) : node.path(otherwise);
  }

  private JsonNode followed(JsonNode node) {
    String reference = node.path("$ref").asText();
    return reference.startsWith("#/components/")
        ? components.at(reference.substring("#/components".length()))
        : node;
  }

  private Schema schema(JsonNode described) {
    return schemas.computeIfAbsent(
        described.toString(),
        text -> {
          ObjectNode whole = YAML.createObjectNode();
          whole.putArray("allOf").add(described);
          whole.set("components", components);
          return registry.getSchema(whole.toString(), InputFormat.JSON);
        });
  }
}
