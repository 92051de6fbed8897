package dev.verdict.reports.message;

import dev.verdict.reports.message.Message.Fact;
import dev.verdict.reports.message.Message.Item;
import dev.verdict.reports.message.Message.Link;
import dev.verdict.reports.write.markdown.MarkdownText;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A comment at an issue. Text of unknown origin stands in code spans, so it mentions nobody and
 * refers to no other issue.
 */
public final class GitHubMessage {
  private static final int LINE = 400;

  private GitHubMessage() {}

  /**
   * @param most characters, of which the list takes what is left
   */
  public static String of(Message message, int most) {
    String head = head(message);
    String foot = foot(message.links());
    StringBuilder list = new StringBuilder();
    int told = 0;
    for (Item item : message.items()) {
      String line = item(item);
      boolean full =
          told == Limits.GITHUB.items()
              || head.length() + list.length() + line.length() + foot.length() + 40 > most;
      if (full) {
        break;
      }
      list.append(line);
      told++;
    }
    int left = message.left() + message.items().size() - told;
    String more = left == 0 ? "" : "\n… and " + left + " more\n";
    return (head + list + more + foot).strip() + "\n";
  }

  private static String head(Message message) {
    String sign =
        switch (message.tone()) {
          case BAD -> "❌";
          case GOOD -> "✅";
          case NEUTRAL -> "ℹ️";
        };
    StringBuilder head = new StringBuilder("### ").append(sign).append(' ');
    head.append(MarkdownText.code(message.headline(), Limits.GITHUB.title())).append("\n\n");
    if (message.body() != null) {
      for (String line : message.body().lines().limit(20).toList()) {
        head.append(line.isBlank() ? "" : MarkdownText.code(line, LINE)).append("  \n");
      }
      head.append('\n');
    }
    List<String> facts = new ArrayList<>();
    for (Fact fact : message.facts()) {
      facts.add(fact.name() + " " + MarkdownText.code(fact.value()));
    }
    return head.append(String.join(" · ", facts)).append("\n\n").toString();
  }

  private static String item(Item item) {
    String title = MarkdownText.code(item.title(), LINE);
    String shown = item.url() == null ? title : "[" + title + "](" + item.url() + ")";
    String detail = item.detail() == null ? "" : "  \n  " + MarkdownText.code(item.detail(), LINE);
    return "- **" + item.sign() + "** " + shown + detail + "\n";
  }

  private static String foot(List<Link> links) {
    return links.stream()
        .map(link -> "[" + link.title() + "](" + link.url() + ")")
        .collect(Collectors.joining(" · ", "\n", "\n"));
  }
}
