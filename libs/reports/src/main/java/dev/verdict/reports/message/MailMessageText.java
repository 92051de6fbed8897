package dev.verdict.reports.message;

import dev.verdict.reports.message.Message.Fact;
import dev.verdict.reports.message.Message.Item;
import dev.verdict.reports.message.Message.Link;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.VisibleText;
import java.util.List;

/**
 * A mail: subject, plain text, HTML. The subject is one line without control characters, so no
 * header can be written into it.
 */
public record MailMessageText(String subject, String text, String html) {
  private static final String FRAME =
      "<!DOCTYPE html><html lang=\"en\"><body style=\"margin:0;padding:16px;color:#1b1f26;"
          + "font:15px/1.5 -apple-system,Segoe UI,Roboto,Arial,sans-serif\">";

  public static MailMessageText of(Message whole) {
    List<Item> items = whole.items();
    Message message = whole.with(items.subList(0, Math.min(items.size(), Limits.MAIL.items())));
    return new MailMessageText(
        Cut.end(VisibleText.line("[Verdict] " + message.headline()), Limits.MAIL.title()),
        text(message),
        html(message));
  }

  private static String text(Message message) {
    StringBuilder text = new StringBuilder(message.headline()).append("\n\n");
    if (message.body() != null) {
      text.append(message.body()).append("\n\n");
    }
    for (Fact fact : message.facts()) {
      text.append(fact.name()).append(": ").append(fact.value()).append('\n');
    }
    text.append('\n');
    for (Item item : message.items()) {
      text.append("- ").append(item.sign()).append(": ").append(item.title()).append('\n');
      if (item.detail() != null) {
        text.append("  ").append(item.detail()).append('\n');
      }
      if (item.url() != null) {
        text.append("  ").append(item.url()).append('\n');
      }
    }
    if (message.left() > 0) {
      text.append(ChatMessage.left(message)).append('\n');
    }
    for (Link link : message.links()) {
      text.append('\n').append(link.title()).append(": ").append(link.url());
    }
    return text.append('\n').toString();
  }

  private static String html(Message message) {
    StringBuilder html = new StringBuilder(FRAME);
    String colour =
        switch (message.tone()) {
          case BAD -> "#c62535";
          case GOOD -> "#1a7f4b";
          case NEUTRAL -> "#66707d";
        };
    html.append("<div style=\"border-left:5px solid ").append(colour);
    html.append(";padding:2px 14px\"><h1 style=\"margin:0;font-size:20px;line-height:1.3\">");
    html.append(escaped(message.headline())).append("</h1>");
    if (message.body() != null) {
      html.append("<p style=\"margin:6px 0 0;white-space:pre-wrap\">");
      html.append(escaped(message.body())).append("</p>");
    }
    html.append("</div>");
    facts(html, message);
    items(html, message);
    for (Link link : message.links()) {
      html.append("<a style=\"display:inline-block;margin:4px 10px 4px 0;padding:6px 14px;");
      html.append("border-radius:6px;background:#0b5cad;color:#fff;text-decoration:none\" href=\"");
      html.append(escaped(link.url())).append("\">").append(escaped(link.title())).append("</a>");
    }
    return html.append("</body></html>\n").toString();
  }

  private static void facts(StringBuilder html, Message message) {
    if (message.facts().isEmpty()) {
      return;
    }
    html.append("<table role=\"presentation\" style=\"margin:14px 0;border-collapse:collapse\">");
    for (Fact fact : message.facts()) {
      html.append("<tr><td style=\"padding:1px 16px 1px 0;color:#5a6472\">");
      html.append(escaped(fact.name())).append("</td><td>").append(escaped(fact.value()));
      html.append("</td></tr>");
    }
    html.append("</table>");
  }

  private static void items(StringBuilder html, Message message) {
    if (message.items().isEmpty()) {
      return;
    }
    html.append("<ul style=\"margin:14px 0;padding:0;list-style:none\">");
    for (Item item : message.items()) {
      html.append("<li style=\"padding:5px 0;border-top:1px solid #dfe3e8\"><b>");
      html.append(escaped(item.sign())).append("</b> ");
      boolean linked = item.url() != null;
      html.append(linked ? "<a style=\"color:#0b5cad\" href=\"" + escaped(item.url()) + "\">" : "");
      html.append("<code style=\"font-size:14px;overflow-wrap:anywhere\">");
      html.append(escaped(item.title())).append("</code>").append(linked ? "</a>" : "");
      if (item.detail() != null) {
        html.append("<br><span style=\"color:#5a6472\">").append(escaped(item.detail()));
        html.append("</span>");
      }
      html.append("</li>");
    }
    if (message.left() > 0) {
      html.append("<li style=\"padding:5px 0;color:#5a6472\">");
      html.append(ChatMessage.left(message)).append("</li>");
    }
    html.append("</ul>");
  }

  private static String escaped(@org.jspecify.annotations.Nullable String text) {
    return text == null
        ? ""
        : text.replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
  }
}
