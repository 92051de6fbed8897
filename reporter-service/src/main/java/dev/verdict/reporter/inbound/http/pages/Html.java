package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reports.write.html.HtmlOut;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.VisibleText;
import org.jspecify.annotations.Nullable;

/** HTML in the making. {@link #raw} is for our own markup only; all else is escaped. */
final class Html {
  private final StringBuilder out = new StringBuilder(8_192);

  /** Markup that we wrote ourselves. */
  Html raw(String markup) {
    out.append(markup);
    return this;
  }

  Html raw(Html other) {
    out.append(other.out);
    return this;
  }

  Html number(long number) {
    out.append(number);
    return this;
  }

  /** Foreign text in one line. A space at its end stays, for what comes behind it. */
  Html text(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return this;
    }
    raw(text.startsWith(" ") ? " " : "").raw(HtmlOut.escaped(VisibleText.line(text)));
    return raw(text.endsWith(" ") ? " " : "");
  }

  /** Foreign text in one line, cut in the middle where it is long. */
  Html text(@Nullable String text, int most) {
    return text == null ? this : text(Cut.middle(text, most));
  }

  /** Foreign text with its line breaks, for {@code pre}. */
  Html lines(String text) {
    return raw(HtmlOut.escaped(VisibleText.lines(text)));
  }

  /** An attribute of an element that is still open; left out where there is no value. */
  Html attribute(String name, @Nullable String value) {
    return value == null ? this : raw(" " + name + "=\"").text(value).raw("\"");
  }

  /** A link to a page of ours; the address was made by {@link Address}. */
  Html link(String address, String words) {
    return raw("<a").attribute("href", address).raw(">").text(words).raw("</a>");
  }

  int length() {
    return out.length();
  }

  @Override
  public String toString() {
    return out.toString();
  }
}
