package dev.verdict.reporter.inbound.http.pages;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is the same on every page. */
final class Frame {
  private static final Map<String, String> SECTIONS = new LinkedHashMap<>();

  static {
    SECTIONS.put("/", "Runs");
    SECTIONS.put("/failures", "Failures");
    SECTIONS.put("/flaky", "Flaky");
    SECTIONS.put("/trends", "Trends");
    SECTIONS.put("/workers", "Workers");
    SECTIONS.put("/deliveries", "Webhooks");
    SECTIONS.put("/artifacts", "Artifacts");
  }

  private Frame() {}

  /**
   * Who looks.
   *
   * @param name absent while nobody has signed in
   * @param session whether he came by the cookie, and can sign out
   */
  record Who(@Nullable String name, boolean session) {}

  static String around(Page page, Who who) {
    Html html = new Html();
    html.raw("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.raw("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.raw("<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    html.text(page.title(), 200).raw(" · Verdict</title>\n");
    html.raw("<link rel=\"icon\" href=\"" + Assets.ICON + "\">\n");
    html.raw("<link rel=\"stylesheet\" href=\"" + Assets.STYLE + "\">\n");
    html.raw("<script type=\"module\" src=\"" + Assets.SCRIPT + "\"></script>\n</head>\n<body>\n");
    html.raw("<a class=\"skip\" href=\"#main\">Skip to the content</a>\n").raw(Signs.SHAPES);
    bar(html, page, who);
    html.raw("<main id=\"main\"").attribute("data-live", page.live()).raw(">\n");
    page.parts().forEach(part -> html.raw(part.element()).raw("\n"));
    html.raw(
        "</main>\n<footer class=\"foot\"><p>Verdict runs test suites on many machines and answers");
    html.raw(" with exactly one verdict for every planned test.</p><ul>");
    html.raw("<li><a href=\"/openapi.yaml\">API</a></li>");
    html.raw("<li><a href=\"/api/v1/history\">History as JSON</a></li></ul></footer>\n");
    return html.raw("</body>\n</html>\n").toString();
  }

  private static void bar(Html html, Page page, Who who) {
    html.raw("<header class=\"top\"><div class=\"wide\"><a class=\"brand\" href=\"/\">");
    html.raw("<svg class=\"logo\" aria-hidden=\"true\"><use href=\"#i-logo\"/></svg>Verdict</a>");
    if (who.name() == null) {
      html.raw("</div></header>\n");
      return;
    }
    html.raw("<nav aria-label=\"Main\"><ul>");
    SECTIONS.forEach(
        (path, name) -> {
          String current = path.equals(page.section()) ? " aria-current=\"page\"" : "";
          html.raw("<li><a href=\"" + path + "\"" + current + ">" + name + "</a></li>");
        });
    html.raw("</ul></nav>");
    if (page.live() != null) {
      html.raw("<p class=\"pulse\" id=\"pulse\" role=\"status\" hidden></p>");
    }
    if (who.session()) {
      html.raw("<form class=\"out\" method=\"post\" action=\"/logout\"><button");
      html.attribute("title", "Signed in with the key " + who.name());
      html.raw(">Sign out</button></form>");
    }
    html.raw("</div></header>\n");
  }
}
