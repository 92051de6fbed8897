package dev.verdict.reports.write.html;

import dev.verdict.reports.write.text.VisibleText;
import java.io.IOException;
import java.io.Writer;
import org.jspecify.annotations.Nullable;

/** Writes HTML and counts it. {@link #raw} is for our own markup only; all else is escaped. */
public final class HtmlOut {
  private final Writer out;
  private long bytes;

  HtmlOut(Writer out) {
    this.out = out;
  }

  /** Markup that we wrote ourselves. */
  HtmlOut raw(String markup) throws IOException {
    out.write(markup);
    bytes += utf8(markup);
    return this;
  }

  /** Foreign text in one line. */
  HtmlOut text(@Nullable String text) throws IOException {
    return text == null ? this : raw(escaped(VisibleText.line(text)));
  }

  /** Foreign text with its line breaks, for {@code pre}. */
  HtmlOut lines(String text) throws IOException {
    return raw(escaped(VisibleText.lines(text)));
  }

  /** An attribute of an element that is still open; left out where there is no value. */
  HtmlOut attribute(String name, @Nullable String value) throws IOException {
    return value == null ? this : raw(" " + name + "=\"").text(value).raw("\"");
  }

  /** How many bytes were written. */
  long bytes() {
    return bytes;
  }

  /** Text that no element and no attribute in double quotes can be left with. */
  public static String escaped(String text) {
    StringBuilder escaped = null;
    for (int at = 0; at < text.length(); at++) {
      String entity = entity(text.charAt(at));
      if (entity != null && escaped == null) {
        escaped = new StringBuilder(text.length() + 32).append(text, 0, at);
      }
      if (escaped != null) {
        if (entity == null) {
          escaped.append(text.charAt(at));
        } else {
          escaped.append(entity);
        }
      }
    }
    return escaped == null ? text : escaped.toString();
  }

  private static @Nullable String entity(char character) {
    return switch (character) {
      case '&' -> "&amp;";
      case '<' -> "&lt;";
      case '>' -> "&gt;";
      case '"' -> "&quot;";
      case '\'' -> "&#39;";
      default -> null;
    };
  }

  private static long utf8(String text) {
    long bytes = text.length();
    for (int at = 0; at < text.length(); at++) {
      char character = text.charAt(at);
      if (character >= 0x80) {
        // Half of a pair counts two, so that both halves count four.
        bytes += character < 0x800 || Character.isSurrogate(character) ? 1 : 2;
      }
    }
    return bytes;
  }
}
