package dev.verdict.runtime.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An OpenAPI document as a tree. Documents of several services become one, and two that say
 * different things about the same name are an error at the start.
 */
final class ApiDocument {
  /** What all services have: problems, keys, paging, and the paths of health and metrics. */
  static final String COMMON = "openapi/common.yaml";

  private static final ObjectMapper YAML =
      new ObjectMapper(
          YAMLFactory.builder()
              .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER)
              .enable(YAMLGenerator.Feature.MINIMIZE_QUOTES)
              .enable(YAMLGenerator.Feature.ALWAYS_QUOTE_NUMBERS_AS_STRINGS)
              .disable(YAMLGenerator.Feature.SPLIT_LINES)
              .build());
  private static final Set<String> METHODS =
      Set.of("get", "put", "post", "delete", "options", "head", "patch", "trace");

  private final String name;
  private final ObjectNode tree;

  private ApiDocument(String name, ObjectNode tree) {
    this.name = name;
    this.tree = tree;
  }

  static ApiDocument load(String resource) {
    try (InputStream in = loader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalArgumentException(
            "OpenAPI document: " + resource + " (expected: on the class path)");
      }
      return new ApiDocument(resource, (ObjectNode) YAML.readTree(in));
    } catch (IOException e) {
      throw new UncheckedIOException("OpenAPI document " + resource, e);
    }
  }

  private static ClassLoader loader() {
    ClassLoader ofThread = Thread.currentThread().getContextClassLoader();
    return ofThread == null ? ApiDocument.class.getClassLoader() : ofThread;
  }

  /** All of them in one, under our name. */
  static ApiDocument merge(List<ApiDocument> documents) {
    if (documents.size() == 1) {
      return documents.getFirst();
    }
    ObjectNode all = YAML.createObjectNode();
    all.put("openapi", "3.1.0");
    all.putObject("info").put("title", "Verdict").put("version", version(documents));
    ApiDocument merged = new ApiDocument("the merged document", all);
    documents.forEach(
        document -> merged.take(document, List.of("paths", "components", "tags", "security")));
    return merged;
  }

  /** This document with the common components, so that references to them are found. */
  ApiDocument withCommonComponents(ApiDocument common) {
    ApiDocument both = new ApiDocument(name, tree.deepCopy());
    both.take(common, List.of("components"));
    return both;
  }

  /** References that lead nowhere; a validator would tell them with the first request only. */
  Set<String> brokenReferences() {
    Set<String> broken = new TreeSet<>();
    for (JsonNode reference : tree.findValues("$ref")) {
      String to = reference.asText();
      if (!to.startsWith("#/") || tree.at(to.substring(1)).isMissingNode()) {
        broken.add(to);
      }
    }
    return broken;
  }

  ObjectNode tree() {
    return tree;
  }

  byte[] yaml() {
    try {
      return YAML.writeValueAsBytes(tree);
    } catch (IOException e) {
      throw new UncheckedIOException(name, e);
    }
  }

  /** The methods that a path knows, or nothing if no path fits. */
  @Nullable String allowedMethods(String path) {
    Set<String> allowed = new TreeSet<>();
    for (Map.Entry<String, JsonNode> entry : tree.path("paths").properties()) {
      if (pattern(entry.getKey()).matcher(path).matches()) {
        entry
            .getValue()
            .fieldNames()
            .forEachRemaining(
                field -> {
                  if (METHODS.contains(field)) {
                    allowed.add(field.toUpperCase(Locale.ROOT));
                  }
                });
      }
    }
    return allowed.isEmpty() ? null : String.join(", ", allowed);
  }

  private void take(ApiDocument other, List<String> parts) {
    List<String> conflicts = new ArrayList<>();
    for (String part : parts) {
      JsonNode theirs = other.tree.get(part);
      if (theirs instanceof ObjectNode object) {
        mergeInto(tree.withObject("/" + part), object, part, depth(part), conflicts);
      } else if (theirs != null && theirs.isArray()) {
        var ours = tree.withArray("/" + part);
        theirs.forEach(
            item -> {
              if (!containsItem(ours, item)) {
                ours.add(item);
              }
            });
      }
    }
    if (!conflicts.isEmpty()) {
      throw new IllegalStateException(
          other.name
              + " says something else than another document about "
              + String.join(", ", conflicts));
    }
  }

  // Paths are merged down to their methods, components down to their names; below that it is one
  // thing.
  private static int depth(String part) {
    return part.equals("paths") || part.equals("components") ? 2 : 1;
  }

  private static void mergeInto(
      ObjectNode ours, ObjectNode theirs, String where, int depth, List<String> conflicts) {
    for (Map.Entry<String, JsonNode> entry : theirs.properties()) {
      JsonNode there = ours.get(entry.getKey());
      String here = where + "/" + entry.getKey();
      if (there == null) {
        ours.set(entry.getKey(), entry.getValue().deepCopy());
      } else if (depth > 1
          && there instanceof ObjectNode a
          && entry.getValue() instanceof ObjectNode b) {
        mergeInto(a, b, here, depth - 1, conflicts);
      } else if (!there.equals(entry.getValue())) {
        conflicts.add(here);
      } else if (where.startsWith("paths/") && METHODS.contains(entry.getKey())) {
        conflicts.add(here);
      }
    }
  }

  private static boolean containsItem(JsonNode list, JsonNode item) {
    for (JsonNode one : list) {
      if (one.equals(item)) {
        return true;
      }
    }
    return false;
  }

  private static String version(List<ApiDocument> documents) {
    return documents.stream()
        .map(document -> document.tree.path("info").path("version").asText())
        .filter(version -> !version.isEmpty())
        .findFirst()
        .orElse("1");
  }

  private static Pattern pattern(String template) {
    StringBuilder regex = new StringBuilder();
    for (String piece : template.split("(?=\\{)|(?<=})")) {
      regex.append(piece.startsWith("{") ? "[^/]+" : Pattern.quote(piece));
    }
    return Pattern.compile(regex.toString());
  }
}
