package dev.verdict.reporter.inbound.http.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** The beginning and the end of tables, and the way to the next page of a list. */
final class Table {
  private Table() {}

  /** A title that ends with {@code #} stands over numbers. */
  static void open(Html html, String label, List<String> titles) {
    html.raw("<div class=\"scroll\" role=\"group\" tabindex=\"0\"").attribute("aria-label", label);
    html.raw("><table><thead><tr>");
    for (String title : titles) {
      boolean number = title.endsWith("#");
      html.raw(number ? "<th scope=\"col\" class=\"num\">" : "<th scope=\"col\">");
      html.text(number ? title.substring(0, title.length() - 1) : title).raw("</th>");
    }
    html.raw("</tr></thead><tbody>");
  }

  static void close(Html html) {
    html.raw("</tbody></table></div>");
  }

  static void pager(Html html, boolean first, String firstPage, @Nullable String nextPage) {
    if (first && nextPage == null) {
      return;
    }
    html.raw("<nav class=\"pager\" aria-label=\"Pages\">");
    if (!first) {
      html.link(firstPage, "« From the start");
    }
    if (nextPage != null) {
      html.link(nextPage, "More »");
    }
    html.raw("</nav>");
  }
}
