package dev.verdict.tests.deploy;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.verdict.tests.wholesystem.Checkout;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** All objects of one overlay, as they would be applied. */
record Rendering(String overlay, List<JsonNode> objects) {
  static final Path REPOSITORY = Checkout.TOP;
  private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

  static List<Rendering> all() {
    return Stream.of("local", "production").map(Rendering::of).toList();
  }

  static Rendering of(String overlay) {
    return new Rendering(overlay, yaml(REPOSITORY.resolve("deploy/rendered/" + overlay + ".yaml")));
  }

  static List<JsonNode> yaml(Path file) {
    try (var parser = YAML.createParser(Files.readString(file))) {
      return List.copyOf(YAML.readValues(parser, JsonNode.class).readAll());
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  List<JsonNode> all(String... kinds) {
    List<String> wanted = List.of(kinds);
    return objects.stream().filter(one -> wanted.contains(one.path("kind").asText())).toList();
  }

  JsonNode one(String kind, String name) {
    return all(kind).stream()
        .filter(one -> name(one).equals(name))
        .findFirst()
        .orElseThrow(() -> new AssertionError(kind + " " + name + ": not in " + overlay));
  }

  static String name(JsonNode object) {
    return object.at("/metadata/name").asText();
  }

  static String id(JsonNode object) {
    return object.path("kind").asText() + " " + name(object);
  }

  /** What the first container finds in its environment, where it is written out. */
  Map<String, String> environment(JsonNode workload) {
    JsonNode container = workload.at("/spec/template/spec/containers/0");
    Map<String, String> all = new TreeMap<>();
    for (JsonNode source : container.path("envFrom")) {
      one("ConfigMap", source.at("/configMapRef/name").asText())
          .path("data")
          .properties()
          .forEach(entry -> all.put(entry.getKey(), entry.getValue().asText()));
    }
    for (JsonNode variable : container.path("env")) {
      all.put(variable.path("name").asText(), variable.path("value").asText());
    }
    return all;
  }

  /** A copy in which one object is different; for rules to prove that they see it. */
  Rendering changed(String kind, String name, Consumer<ObjectNode> change) {
    one(kind, name);
    List<JsonNode> copy = new ArrayList<>();
    for (JsonNode object : objects) {
      JsonNode own = object.deepCopy();
      if (name(own).equals(name) && own.path("kind").asText().equals(kind)) {
        change.accept((ObjectNode) own);
      }
      copy.add(own);
    }
    return new Rendering(overlay, copy);
  }

  /** As {@link #changed}, at one place; null takes away what is there. */
  Rendering with(String kind, String name, String pointer, @Nullable Object value) {
    return changed(kind, name, object -> set(object, JsonPointer.compile(pointer), value));
  }

  Rendering without(String kind, String name) {
    JsonNode gone = one(kind, name);
    return new Rendering(overlay, objects.stream().filter(one -> one != gone).toList());
  }

  private static void set(ObjectNode object, JsonPointer at, @Nullable Object value) {
    JsonNode parent = object.at(at.head());
    if (parent.isMissingNode()) {
      throw new IllegalArgumentException(at + ": nothing is there to be broken");
    }
    JsonNode node = value == null ? null : YAML.valueToTree(value);
    if (parent instanceof ArrayNode array) {
      array.remove(at.last().getMatchingIndex());
      if (node != null) {
        array.insert(at.last().getMatchingIndex(), node);
      }
    } else if (node == null) {
      ((ObjectNode) parent).remove(at.last().getMatchingProperty());
    } else {
      ((ObjectNode) parent).set(at.last().getMatchingProperty(), node);
    }
  }
}
