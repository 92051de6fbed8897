package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.inbound.http.Cursors;
import dev.verdict.reporter.usecase.History.ResultPlace;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.Dashboard.FileFilter;
import dev.verdict.reporter.usecase.dashboard.Dashboard.FilePlace;
import dev.verdict.reporter.usecase.dashboard.ListedFile;
import dev.verdict.reports.write.text.Sizes;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /artifacts}: files that attempts left, the newest first. */
final class ArtifactsPage {
  private static final int FILES = 100;

  private static final List<String> TYPES =
      Stream.of("", "log", "report", "result", "metrics", "data", "image", "video", "archive")
          .flatMap(type -> Stream.of(type, type.isEmpty() ? "any" : type))
          .toList();

  private final Dashboard dashboard;

  ArtifactsPage(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  Future<Page> page(Asked asked) {
    ResultPlace cursor = Cursors.resultPlace(Optional.ofNullable(asked.cursor()));
    FileFilter filter = new FileFilter(id(asked, "run"), id(asked, "task"), asked.query("type"));
    return dashboard
        .files(
            filter,
            cursor == null ? null : new FilePlace(cursor.run(), cursor.sequence()),
            FILES + 1)
        .map(files -> Page.of("/artifacts", "Artifacts", body(asked, files)));
  }

  private static @Nullable UUID id(Asked asked, String name) {
    String text = asked.query(name);
    try {
      return text == null ? null : UUID.fromString(text);
    } catch (IllegalArgumentException e) {
      throw Fail.badField("query." + name, text, "an id as in an address of a run");
    }
  }

  private static Html body(Asked asked, List<ListedFile> oneMore) {
    Html html = new Html();
    html.raw("<h1 class=\"plain\">Artifacts</h1>");
    boolean filtered =
        asked.query("run") != null || asked.query("task") != null || asked.query("type") != null;
    new FilterForm(html, "/artifacts", asked)
        .choice("type", "Type", TYPES)
        .hidden("run")
        .hidden("task")
        .end(filtered);
    List<ListedFile> files = oneMore.subList(0, Math.min(FILES, oneMore.size()));
    if (files.isEmpty()) {
      html.raw("<section class=\"note empty\"><h2>No file")
          .raw(filtered ? " is like this" : " yet");
      html.raw(
          "</h2><p>Every attempt leaves its log, and what <code>artifacts</code> of a task names"
              + " is");
      html.raw(" kept with it. <code>verdict artifact upload</code> adds more.</p>");
      return html.raw(
          filtered ? "<p><a href=\"/artifacts\">Show all</a></p></section>" : "</section>");
    }
    Table.open(html, "Files", List.of("File", "Run", "Task", "When", "Size#"));
    for (ListedFile file : files) {
      html.raw("<tr><td class=\"grow\">");
      FilesPart.name(html, file);
      html.raw("</td><td>");
      html.link(Address.run(file.run()), file.runName() == null ? "run" : file.runName());
      html.raw("</td><td>").raw("<a").attribute("href", Address.task(file.run(), file.task()));
      html.raw(">")
          .text(file.taskName() == null ? "task" : file.taskName(), 60)
          .raw("</a></td><td>");
      Times.ago(html, file.at(), asked.now()).raw("</td><td class=\"num\">");
      html.text(Sizes.words(file.bytes())).raw("</td></tr>");
    }
    Table.close(html);
    Address self =
        Address.of("/artifacts")
            .with("run", asked.query("run"))
            .with("task", asked.query("task"))
            .with("type", asked.query("type"));
    ListedFile last = files.getLast();
    String first = self.toString();
    Table.pager(
        html,
        asked.cursor() == null,
        first,
        oneMore.size() > FILES
            ? self.with("cursor", Cursors.of(new ResultPlace(last.run(), last.sequence())))
                .toString()
            : null);
    return html;
  }
}
