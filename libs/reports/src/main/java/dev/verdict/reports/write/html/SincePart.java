package dev.verdict.reports.write.html;

import dev.verdict.reports.model.FirstSeen;
import dev.verdict.reports.write.FirstSeenWords;
import dev.verdict.reports.write.text.VisibleText;
import java.io.IOException;
import java.util.List;

/** Since when tests are bad, and who had changed what. */
final class SincePart {
  private static final int MOST = 8;

  private SincePart() {}

  static void write(HtmlOut html, List<FirstSeen> all) throws IOException {
    List<FirstSeen> told = all.stream().filter(FirstSeenWords::tellsSomething).limit(MOST).toList();
    if (told.isEmpty()) {
      return;
    }
    html.raw("<div class=\"gate since\"><h2>Since when</h2><ul>");
    for (FirstSeen seen : told) {
      // Words of others are escaped one by one, so that ours keep their markup.
      html.raw("<li>")
          .raw(FirstSeenWords.sentence(seen, SincePart::code, words -> words))
          .raw("</li>");
    }
    html.raw("</ul></div>\n");
  }

  private static String code(String text) {
    return "<code>" + HtmlOut.escaped(VisibleText.line(text)) + "</code>";
  }
}
