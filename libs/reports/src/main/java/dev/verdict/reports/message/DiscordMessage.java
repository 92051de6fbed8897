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
 * An embed for a Discord webhook. No mention is ever allowed, and text of unknown origin stands in
 * code spans, where nothing is marked up.
 */
public final class DiscordMessage {
  private static final int NAME = 256;
  private static final int VALUE = 1_024;
  private static final int RED = 0xc62535;
  private static final int GREEN = 0x1a7f4b;
  private static final int GREY = 0x66707d;

  private DiscordMessage() {}

  public static String of(Message message) {
    return ChatMessage.fitted(message, Limits.DISCORD, DiscordMessage::form);
  }

  private static ObjectNode form(Message message) {
    ObjectNode embed =
        object()
            .put("title", cut(escaped(message.headline()), Limits.DISCORD.title()))
            .put("color", colour(message));
    if (!message.links().isEmpty()) {
      embed.put("url", message.links().getFirst().url());
    }
    embed.put("description", cut(description(message), Limits.DISCORD.text()));
    embed.set("fields", array(message.facts().stream().map(DiscordMessage::field).toList()));
    ObjectNode mentions = object();
    mentions.putArray("parse");
    ObjectNode whole = object().put("username", "Verdict");
    whole.set("allowed_mentions", mentions);
    whole.set("embeds", array(List.of(embed)));
    return whole;
  }

  private static String description(Message message) {
    List<String> lines = new ArrayList<>();
    if (message.body() != null) {
      lines.add(code(message.body()));
    }
    for (Item item : message.items()) {
      String link = item.url() == null ? "" : " " + link("report", item.url());
      String detail = item.detail() == null ? "" : "\n" + code(item.detail());
      lines.add("**" + escaped(item.sign()) + "** " + code(item.title()) + link + detail);
    }
    if (message.left() > 0) {
      lines.add(ChatMessage.left(message));
    }
    if (!message.links().isEmpty()) {
      lines.add(
          message.links().stream()
              .map((Link link) -> link(link.title(), link.url()))
              .collect(Collectors.joining(" · ")));
    }
    return String.join("\n", lines);
  }

  private static ObjectNode field(Fact fact) {
    return object()
        .put("name", cut(fact.name(), NAME))
        .put("value", cut(code(fact.value()), VALUE))
        .put("inline", true);
  }

  private static String link(String title, String url) {
    return "[" + title + "](<" + url + ">)";
  }

  /** In a span that it cannot end. */
  private static String code(String text) {
    return "`" + text.replace('`', 'ˋ').replace("\n", " ") + "`";
  }

  /** For places that know no code span. */
  private static String escaped(String text) {
    StringBuilder escaped = new StringBuilder(text.length() + 8);
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if ("\\*_~`|>#[]()<@:".indexOf(character) >= 0) {
        escaped.append('\\');
      }
      escaped.append(character);
    }
    return escaped.toString();
  }

  private static int colour(Message message) {
    return switch (message.tone()) {
      case BAD -> RED;
      case GOOD -> GREEN;
      case NEUTRAL -> GREY;
    };
  }
}
