package dev.verdict.reports.message;

import static dev.verdict.reports.message.ChatMessage.array;
import static dev.verdict.reports.message.ChatMessage.cut;
import static dev.verdict.reports.message.ChatMessage.object;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.verdict.reports.message.Message.Fact;
import dev.verdict.reports.message.Message.Item;
import dev.verdict.reports.message.Message.Link;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Block Kit for an incoming webhook. Text of unknown origin stands in {@code plain_text} objects
 * without emoji and in rich text, where nothing is looked for: no mention, no link. Only our own
 * links are {@code mrkdwn}.
 */
public final class SlackMessage {
  private static final int MOST_FACTS = 10;

  private SlackMessage() {}

  public static String of(Message message) {
    return ChatMessage.fitted(message, Limits.SLACK, SlackMessage::form);
  }

  private static ObjectNode form(Message message) {
    Limits limits = Limits.SLACK;
    List<ObjectNode> blocks = new ArrayList<>();
    blocks.add(
        object()
            .put("type", "header")
            .set("text", plain(cut(sign(message) + " " + message.headline(), limits.title()))));
    if (message.body() != null) {
      blocks.add(section(plain(cut(message.body(), limits.text()))));
    }
    if (!message.facts().isEmpty()) {
      ObjectNode facts = object().put("type", "section");
      facts.set(
          "fields",
          array(message.facts().stream().limit(MOST_FACTS).map(SlackMessage::fact).toList()));
      blocks.add(facts);
    }
    if (!message.items().isEmpty()) {
      ObjectNode items = object().put("type", "rich_text");
      items.set("elements", array(message.items().stream().map(SlackMessage::item).toList()));
      blocks.add(items);
    }
    if (message.left() > 0) {
      blocks.add(section(plain(ChatMessage.left(message))));
    }
    if (!message.links().isEmpty()) {
      ObjectNode context = object().put("type", "context");
      context.set("elements", array(List.of(mrkdwn(links(message.links())))));
      blocks.add(context);
    }
    ObjectNode whole =
        object()
            // Shown in notifications, where blocks are not; the escapes keep it inert there.
            .put("text", escaped(cut(message.headline(), limits.text())))
            .put("unfurl_links", false)
            .put("unfurl_media", false);
    whole.set("blocks", array(blocks));
    return whole;
  }

  /** Rich text is told what it is made of, so nothing is looked for in its texts either. */
  private static ObjectNode item(Item item) {
    List<ObjectNode> parts = new ArrayList<>();
    parts.add(styled(text(item.sign()), "bold"));
    parts.add(text(" "));
    parts.add(styled(text(cut(item.title(), Limits.SLACK.text())), "code"));
    if (item.url() != null) {
      parts.add(text(" "));
      parts.add(object().put("type", "link").put("url", item.url()).put("text", "report"));
    }
    if (item.detail() != null) {
      parts.add(text("\n" + cut(item.detail(), Limits.SLACK.text())));
    }
    parts.add(text("\n"));
    ObjectNode section = object().put("type", "rich_text_section");
    section.set("elements", array(parts));
    return section;
  }

  private static ObjectNode text(String text) {
    return object().put("type", "text").put("text", text);
  }

  private static ObjectNode styled(ObjectNode text, String style) {
    text.set("style", object().put(style, true));
    return text;
  }

  private static ObjectNode section(ObjectNode text) {
    ObjectNode section = object().put("type", "section");
    section.set("text", text);
    return section;
  }

  private static ObjectNode fact(Fact fact) {
    return plain(cut(fact.name() + ": " + fact.value(), 2_000));
  }

  private static ObjectNode plain(String text) {
    return object().put("type", "plain_text").put("text", text).put("emoji", false);
  }

  private static ObjectNode mrkdwn(String text) {
    return object().put("type", "mrkdwn").put("text", text);
  }

  private static String links(List<Link> links) {
    return links.stream()
        .map(link -> "<" + escaped(link.url()) + "|" + escaped(link.title()) + ">")
        .collect(Collectors.joining("  ·  "));
  }

  private static String sign(Message message) {
    return switch (message.tone()) {
      case BAD -> "✗";
      case GOOD -> "✓";
      case NEUTRAL -> "·";
    };
  }

  /** The three characters by which anything comes alive in Slack's text. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
