package dev.verdict.reports.message;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.reports.write.text.Cut;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;

/** What the three chat systems share. */
final class ChatMessage {
  static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private ChatMessage() {}

  /** With as many items as fit, and what was left out counted. */
  static String fitted(Message message, Limits limits, Function<Message, ObjectNode> form) {
    int items = Math.min(message.items().size(), limits.items());
    while (true) {
      ObjectNode node = form.apply(message.with(message.items().subList(0, items)));
      String text = node.toString();
      boolean fits =
          text.getBytes(StandardCharsets.UTF_8).length <= limits.bytes()
              && characters(node) <= limits.characters();
      if (fits || items == 0) {
        return text;
      }
      items--;
    }
  }

  private static int characters(com.fasterxml.jackson.databind.JsonNode node) {
    if (node.isTextual()) {
      return node.textValue().length();
    }
    int sum = 0;
    for (com.fasterxml.jackson.databind.JsonNode child : node) {
      sum += characters(child);
    }
    return sum;
  }

  static String left(Message message) {
    return "… and " + message.left() + " more";
  }

  static ObjectNode object() {
    return JSON.objectNode();
  }

  static ArrayNode array(List<ObjectNode> nodes) {
    ArrayNode array = JSON.arrayNode();
    nodes.forEach(array::add);
    return array;
  }

  static String cut(String text, int most) {
    return Cut.end(text, most);
  }
}
