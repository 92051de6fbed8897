package dev.verdict.reporter.inbound.http.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a list is filtered by: a form that works without scripts, and by itself with them. */
final class FilterForm {
  private final Html html;
  private final String path;
  private final Asked asked;

  FilterForm(Html html, String path, Asked asked) {
    this.html = html;
    this.path = path;
    this.asked = asked;
    html.raw("<form class=\"filter\" role=\"search\" action=\"" + path + "\" data-auto>");
  }

  FilterForm search(String name, String label, String example) {
    open(name, label, "grow");
    html.raw("<input type=\"search\" id=\"f-" + name + "\" name=\"" + name + "\"");
    html.attribute("value", asked.query(name)).attribute("placeholder", example);
    html.raw("></div>");
    return this;
  }

  /** A word, with proposals. */
  FilterForm word(String name, String label, List<String> proposals) {
    open(name, label, "");
    html.raw("<input id=\"f-" + name + "\" name=\"" + name + "\" list=\"l-" + name + "\"");
    html.attribute("value", asked.query(name)).raw(" placeholder=\"any\" autocomplete=\"off\">");
    html.raw("<datalist id=\"l-" + name + "\">");
    proposals.forEach(word -> html.raw("<option").attribute("value", word).raw("></option>"));
    html.raw("</datalist></div>");
    return this;
  }

  /** One of a few; value and words in turn. */
  FilterForm choice(String name, String label, List<String> valuesAndWords) {
    return choice(name, label, valuesAndWords, asked.query(name));
  }

  FilterForm choice(
      String name, String label, List<String> valuesAndWords, @Nullable String chosen) {
    open(name, label, "");
    html.raw("<select id=\"f-" + name + "\" name=\"" + name + "\">");
    for (int at = 0; at < valuesAndWords.size(); at += 2) {
      String value = valuesAndWords.get(at);
      boolean selected = value.equals(chosen == null ? "" : chosen);
      html.raw("<option").attribute("value", value).raw(selected ? " selected>" : ">");
      html.text(valuesAndWords.get(at + 1)).raw("</option>");
    }
    html.raw("</select></div>");
    return this;
  }

  /** A parameter that is kept as it came. */
  FilterForm hidden(String name) {
    String value = asked.query(name);
    if (value != null) {
      html.raw("<input type=\"hidden\" name=\"" + name + "\"").attribute("value", value).raw(">");
    }
    return this;
  }

  void end(boolean filtered) {
    html.raw("<div class=\"do\"><button>Show</button>");
    if (filtered) {
      html.raw("<a href=\"" + path + "\">Reset</a>");
    }
    html.raw("</div></form>");
  }

  private void open(String name, String label, String more) {
    html.raw(
        "<div class=\"field " + more + "\"><label for=\"f-" + name + "\">" + label + "</label>");
  }
}
