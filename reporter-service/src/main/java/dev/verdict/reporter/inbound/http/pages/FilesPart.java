package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.usecase.dashboard.ListedFile;
import dev.verdict.reports.write.text.SafeLink;
import dev.verdict.reports.write.text.Sizes;
import java.util.List;
import java.util.Optional;

/** Files that attempts left. */
final class FilesPart {
  private FilesPart() {}

  static void ofRun(Html html, PastRun run, List<ListedFile> oneMore, int most) {
    if (oneMore.isEmpty()) {
      return;
    }
    int shown = Math.min(most, oneMore.size());
    html.raw("<section aria-labelledby=\"h-files\"><h2 id=\"h-files\">Artifacts");
    html.raw(" <span class=\"number\">" + shown + (oneMore.size() > most ? " of more" : ""));
    html.raw("</span></h2><ul class=\"group list files\">");
    oneMore.stream().limit(most).forEach(file -> item(html, file));
    html.raw("</ul>");
    if (oneMore.size() > most) {
      html.raw("<p class=\"more\">");
      html.link(
          Address.of("/artifacts").with("run", run.id().toString()).toString(), "All of them");
      html.raw("</p>");
    }
    html.raw("</section>");
  }

  private static void item(Html html, ListedFile file) {
    html.raw("<li>");
    name(html, file);
    html.raw(" <span class=\"place\">").text(file.taskName(), 100);
    html.raw(file.attempt() > 1 ? ", attempt " + file.attempt() : "").raw("</span>");
    html.raw("<span class=\"time\">").text(Sizes.words(file.bytes())).raw("</span></li>");
  }

  /** A link where it was kept, and why not where it was not. */
  static void name(Html html, ListedFile file) {
    html.raw("<span class=\"tag\">").text(file.type(), 20).raw("</span> ");
    Optional<String> link = file.id() == null ? Optional.empty() : SafeLink.of("/a/" + file.id());
    if (link.isPresent()) {
      html.raw("<a class=\"name\"").attribute("href", link.get()).raw(">").text(file.path(), 160);
      html.raw("</a>");
    } else {
      html.raw("<span class=\"name\">")
          .text(file.path(), 160)
          .raw("</span> <span class=\"wrong\">");
      html.text(file.problem() == null ? "not kept" : file.problem(), 160).raw("</span>");
    }
  }
}
