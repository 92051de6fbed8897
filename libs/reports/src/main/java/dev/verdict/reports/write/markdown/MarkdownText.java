package dev.verdict.reports.write.markdown;

import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.SafeLink;
import dev.verdict.reports.write.text.VisibleText;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Foreign text in Markdown, inert: inside code no renderer makes a mention, a link, a reference, an
 * emoji or an element of it.
 */
public final class MarkdownText {
  private static final int MOST_OF_A_NAME = 160;
  private static final Pattern HARMLESS =
      Pattern.compile(
          "(?!www\\.|https?)[A-Za-z0-9](?:[A-Za-z0-9 ./-]|(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]))*+");

  private MarkdownText() {}

  public static String code(String text) {
    return code(text, MOST_OF_A_NAME);
  }

  /** In one line, as code, cut in the middle. */
  public static String code(String text, int most) {
    String shown = unmarked(Cut.middle(VisibleText.line(text), most));
    if (shown.isBlank()) {
      return "`(blank)`";
    }
    String fence = "`".repeat(longestRun(shown) + 1);
    boolean touches = shown.startsWith("`") || shown.endsWith("`");
    return touches ? fence + " " + shown + " " + fence : fence + shown + fence;
  }

  /** As a block of code, each line indented. */
  static String block(String text, String indent) {
    String shown = unmarked(VisibleText.lines(text)).stripTrailing();
    String fence = "`".repeat(Math.max(3, longestRun(shown) + 1));
    StringBuilder block = new StringBuilder(indent).append(fence).append("text\n");
    shown.lines().forEach(line -> block.append(indent).append(line).append('\n'));
    return block.append(indent).append(fence).toString();
  }

  /** A link to a foreign address, or only its text when it leads nowhere. */
  static String link(String text, @Nullable String address) {
    String shown = Cut.middle(VisibleText.line(text), MOST_OF_A_NAME);
    Optional<String> link = SafeLink.of(address);
    if (link.isEmpty()) {
      return code(shown);
    }
    // Inside a link not even a word like GH-12 becomes a reference.
    String label = HARMLESS.matcher(shown).matches() ? shown : code(shown);
    return "[" + label + "](" + link.get() + ")";
  }

  /**
   * A marker by which a tool finds its own comment must never come from a test, not even as code:
   * tools look for it in the raw text.
   */
  private static String unmarked(String text) {
    return text.replace("<!--", "<!\u2060--").replace("[//]:", "[//]\u2060:");
  }

  private static int longestRun(String text) {
    int longest = 0;
    int run = 0;
    for (int at = 0; at < text.length(); at++) {
      run = text.charAt(at) == '`' ? run + 1 : 0;
      longest = Math.max(longest, run);
    }
    return longest;
  }
}
