package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.write.FirstSeenWords;
import dev.verdict.reports.write.html.HtmlOut;
import dev.verdict.reports.write.text.VisibleText;
import java.util.List;
import java.util.UUID;

/** Since when tests are bad, and who had changed what. */
final class SincePart {
  private static final int MOST = 6;

  private SincePart() {}

  static void write(Html html, List<FirstSeen> all) {
    List<FirstSeen> told = all.stream().filter(FirstSeenWords::tellsSomething).limit(MOST).toList();
    if (told.isEmpty()) {
      return;
    }
    html.raw("<div class=\"gate since\"><h2>Since when</h2><ul>");
    for (FirstSeen seen : told) {
      String address = Address.run(UUID.fromString(seen.runId())).toString();
      // Words of others are escaped one by one, so that ours keep their markup.
      html.raw("<li>")
          .raw(
              FirstSeenWords.sentence(
                  seen, SincePart::code, words -> new Html().link(address, words).toString()))
          .raw("</li>");
    }
    html.raw("</ul></div>");
  }

  private static String code(String text) {
    return "<code>" + HtmlOut.escaped(VisibleText.line(text)) + "</code>";
  }
}
