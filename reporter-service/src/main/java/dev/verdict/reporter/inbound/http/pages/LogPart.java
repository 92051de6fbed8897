package dev.verdict.reporter.inbound.http.pages;

import java.util.UUID;

/**
 * The output of an attempt. The script reads it from the artifact service, which has the same
 * origin, and shows it while it grows; without scripts there is the link to the same.
 */
final class LogPart {
  private LogPart() {}

  static void write(Html html, UUID task, int attempt) {
    String log = "/api/v1/artifacts/logs/" + task + "/" + attempt;
    html.raw("<section aria-labelledby=\"h-log\" id=\"log\"><h2 id=\"h-log\">Log ");
    html.raw("<span class=\"number\">attempt " + attempt + "</span></h2>");
    html.raw("<div class=\"log\" data-log=\"" + log + "\"><p class=\"bar\">");
    html.raw("<span class=\"state\" role=\"status\"></span>");
    html.raw("<label class=\"follow\" hidden><input type=\"checkbox\" checked> Follow</label>");
    html.link(log, "As text").raw("</p>");
    html.raw("<pre tabindex=\"0\" aria-label=\"Log\" hidden></pre></div></section>");
  }
}
