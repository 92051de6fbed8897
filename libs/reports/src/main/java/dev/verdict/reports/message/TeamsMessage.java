package dev.verdict.reports.message;

import static dev.verdict.reports.message.ChatMessage.array;
import static dev.verdict.reports.message.ChatMessage.cut;
import static dev.verdict.reports.message.ChatMessage.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.reports.message.Message.Fact;
import dev.verdict.reports.message.Message.Item;
import dev.verdict.reports.message.Message.Tone;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An adaptive card in the envelope that a Teams workflow takes ("when a webhook request is
 * received"). Text of unknown origin stands in text runs, which know no Markdown.
 */
public final class TeamsMessage {
  private static final String VERSION = "1.4";

  private TeamsMessage() {}

  public static String of(Message message) {
    return ChatMessage.fitted(message, Limits.TEAMS, TeamsMessage::form);
  }

  private static ObjectNode form(Message message) {
    ObjectNode attachment = object().put("contentType", "application/vnd.microsoft.card.adaptive");
    attachment.putNull("contentUrl");
    attachment.set("content", card(message));
    ObjectNode whole = object().put("type", "message");
    whole.set("attachments", array(List.of(attachment)));
    return whole;
  }

  private static ObjectNode card(Message message) {
    Limits limits = Limits.TEAMS;
    List<ObjectNode> body = new ArrayList<>();
    ObjectNode title =
        run(cut(message.headline(), limits.title()))
            .put("weight", "Bolder")
            .put("size", "Large")
            .put("color", colour(message.tone()));
    body.add(block(List.of(title), null));
    if (message.body() != null) {
      body.add(block(List.of(run(cut(message.body(), limits.text()))), null));
    }
    for (Fact fact : message.facts()) {
      ObjectNode name = run(fact.name() + ": ").put("isSubtle", true);
      body.add(block(List.of(name, run(cut(fact.value(), limits.text()))), "None"));
    }
    for (Item item : message.items()) {
      body.add(item(item, limits));
    }
    if (message.left() > 0) {
      body.add(block(List.of(run(ChatMessage.left(message)).put("isSubtle", true)), null));
    }
    ObjectNode card =
        object()
            .put("$schema", "http://adaptivecards.io/schemas/adaptive-card.json")
            .put("type", "AdaptiveCard")
            .put("version", VERSION);
    card.set("msteams", object().put("width", "Full"));
    card.set("body", array(body));
    if (!message.links().isEmpty()) {
      card.set(
          "actions",
          array(
              message.links().stream()
                  .map(
                      link ->
                          object()
                              .put("type", "Action.OpenUrl")
                              .put("title", link.title())
                              .put("url", link.url()))
                  .toList()));
    }
    return card;
  }

  private static ObjectNode item(Item item, Limits limits) {
    List<ObjectNode> runs = new ArrayList<>();
    runs.add(run(item.sign() + " ").put("color", "Attention"));
    ObjectNode name = run(cut(item.title(), limits.text())).put("fontType", "Monospace");
    if (item.url() != null) {
      name.set("selectAction", object().put("type", "Action.OpenUrl").put("url", item.url()));
    }
    runs.add(name);
    if (item.detail() != null) {
      runs.add(run(" " + cut(item.detail(), limits.text())).put("isSubtle", true));
    }
    return block(runs, "Small");
  }

  private static ObjectNode block(List<ObjectNode> runs, @Nullable String spacing) {
    ObjectNode block = object().put("type", "RichTextBlock");
    if (spacing != null) {
      block.put("spacing", spacing);
    }
    block.set("inlines", array(runs));
    return block;
  }

  private static ObjectNode run(String text) {
    return object().put("type", "TextRun").put("text", text);
  }

  private static String colour(Tone tone) {
    return switch (tone) {
      case BAD -> "Attention";
      case GOOD -> "Good";
      case NEUTRAL -> "Default";
    };
  }
}
