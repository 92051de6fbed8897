package dev.verdict.artifacts.usecase;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.contract.Json;
import java.util.Optional;
import java.util.stream.StreamSupport;

/**
 * What stands in a JSON file, in a form that a database can be asked about.
 *
 * @param text one document, without what PostgreSQL cannot keep
 * @param hasMetrics whether it is an object whose {@code metrics} hold a number
 */
public record JsonContent(String text, boolean hasMetrics) {
  /** Larger files can be read, but not searched. */
  public static final long MOST_BYTES = 256 * 1024;

  /** Empty when the bytes are no JSON after all, such as lines of it. */
  public static Optional<JsonContent> of(byte[] bytes) {
    JsonNode tree;
    try {
      tree = Json.tree(bytes);
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
    if (!tree.isContainerNode()) {
      return Optional.empty();
    }
    boolean metrics =
        StreamSupport.stream(tree.path("metrics").spliterator(), false)
            .anyMatch(JsonNode::isNumber);
    return Optional.of(new JsonContent(Json.text(keepable(tree)), metrics));
  }

  /** PostgreSQL takes no NUL in a text and no number without end. */
  private static JsonNode keepable(JsonNode node) {
    switch (node) {
      case ObjectNode object -> {
        ObjectNode kept = object.objectNode();
        object
            .properties()
            .forEach(field -> kept.set(plain(field.getKey()), keepable(field.getValue())));
        return kept;
      }
      case ArrayNode array -> {
        ArrayNode kept = array.arrayNode();
        array.forEach(item -> kept.add(keepable(item)));
        return kept;
      }
      default -> {
        if (node.isTextual()) {
          return Json.mapper().getNodeFactory().textNode(plain(node.textValue()));
        }
        boolean endless = node.isNumber() && !Double.isFinite(node.doubleValue());
        return endless ? Json.mapper().getNodeFactory().nullNode() : node;
      }
    }
  }

  private static String plain(String text) {
    return text.indexOf('\0') < 0 ? text : text.replace('\0', '\ufffd');
  }
}
