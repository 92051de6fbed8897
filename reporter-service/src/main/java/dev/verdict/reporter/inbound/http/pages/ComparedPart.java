package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reports.write.text.Numbers;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What else is different from the base branch: what is good again, and what is not there. */
final class ComparedPart {
  private static final int MOST = 20;

  private ComparedPart() {}

  static void write(Html html, Comparison comparison) {
    if (comparison.counts().fixed() > 0) {
      open(
          html, "fixed", "Good again", comparison.counts().fixed(), "did not pass the time before");
      comparison.fixed().stream()
          .limit(MOST)
          .forEach(test -> item(html, "passed", test.testKey(), test.name(), test.file()));
      close(html, comparison.counts().fixed());
    }
    int gone = comparison.counts().missing() + comparison.counts().renamed();
    if (gone > 0) {
      open(html, "gone", "Not there any more", gone, "in the newest run that was compared with");
      comparison.renamed().stream()
          .limit(MOST)
          .forEach(
              renamed -> {
                html.raw("<li>");
                Signs.sign(html, "skipped").raw("<span class=\"name\">");
                html.text(renamed.before().name(), 200).raw("</span><span class=\"place\">is now ");
                html.link(Address.test(renamed.now().testKey()), renamed.now().name());
                html.raw("</span></li>");
              });
      comparison.missing().stream()
          .limit(Math.max(0, MOST - comparison.renamed().size()))
          .forEach(test -> item(html, "skipped", test.testKey(), test.name(), test.file()));
      close(html, gone);
    }
    if (!comparison.with().isEmpty()) {
      html.raw("<p class=\"more\">Compared with ")
          .text(Numbers.of(comparison.with().size(), "run"));
      html.raw(" of <b>").text(comparison.base(), 80).raw("</b>, the newest ");
      html.link(Address.run(comparison.with().getFirst().id()), "this one").raw(".</p>");
    }
  }

  private static void open(Html html, String id, String title, int count, String meaning) {
    html.raw("<section aria-labelledby=\"h-" + id + "\"><h2 id=\"h-" + id + "\">" + title);
    html.raw(
        " <span class=\"number\">" + Numbers.words(count) + "</span> <span class=\"meaning\">");
    html.raw(meaning + "</span></h2><ul class=\"group list\">");
  }

  private static void item(Html html, String word, UUID key, String name, @Nullable String file) {
    html.raw("<li>");
    Signs.sign(html, word).raw("<a class=\"name\"").attribute("href", Address.test(key)).raw(">");
    html.text(name, 200).raw("</a><span class=\"place\">").text(file, 160).raw("</span></li>");
  }

  private static void close(Html html, int count) {
    html.raw("</ul>");
    if (count > MOST) {
      html.raw("<p class=\"more\">… and " + Numbers.words(count - MOST) + " more</p>");
    }
    html.raw("</section>");
  }
}
