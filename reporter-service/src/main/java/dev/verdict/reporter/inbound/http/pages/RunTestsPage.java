package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.inbound.http.Cursors;
import dev.verdict.reporter.usecase.History.ResultPlace;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.Dashboard.TestFilter;
import dev.verdict.reporter.usecase.dashboard.Dashboard.TestPlace;
import dev.verdict.reporter.usecase.dashboard.ListedTest;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /runs/{id}/tests}: every test of a run, page by page. */
final class RunTestsPage {
  private static final int TESTS = 200;

  private final Dashboard dashboard;

  RunTestsPage(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  Future<Page> page(Asked asked) {
    UUID id = asked.id("id", "run");
    TestFilter filter = new TestFilter(verdict(asked.query("verdict")), asked.query("q"), null);
    ResultPlace cursor = Cursors.resultPlace(Optional.ofNullable(asked.cursor()));
    TestPlace after = cursor == null ? null : new TestPlace(cursor.run(), cursor.sequence());
    var run = dashboard.run(id);
    var tests = dashboard.tests(id, filter, after, TESTS + 1);
    return Future.all(run, tests)
        .map(
            both -> {
              PastRun found = run.result().orElseThrow(() -> Fail.notFound("run", id));
              return Page.of(
                  "/",
                  "Tests of " + RunRow.name(found),
                  body(asked, found, filter, tests.result()));
            });
  }

  static @Nullable Verdict verdict(@Nullable String word) {
    if (word == null) {
      return null;
    }
    try {
      return Verdict.of(word);
    } catch (IllegalArgumentException e) {
      throw Fail.badField(
          "query.verdict", word, "passed, failed, error, skipped, cancelled, timeout or lost");
    }
  }

  private static Html body(Asked asked, PastRun run, TestFilter filter, List<ListedTest> oneMore) {
    Html html = new Html();
    html.raw("<p class=\"back\">").link(Address.run(run.id()), "« " + RunRow.name(run));
    html.raw("</p><h1 class=\"plain\">Tests</h1>");
    String path = Address.run(run.id()) + "/tests";
    List<String> verdicts = new ArrayList<>(List.of("", "any"));
    for (Verdict verdict : Verdict.values()) {
      verdicts.addAll(List.of(verdict.word(), verdict.word()));
    }
    boolean filtered = filter.verdict() != null || filter.text() != null;
    new FilterForm(html, path, asked)
        .search("q", "Search", "Part of a name or an id")
        .choice("verdict", "Verdict", verdicts)
        .end(filtered);
    List<ListedTest> tests = oneMore.subList(0, Math.min(TESTS, oneMore.size()));
    if (tests.isEmpty()) {
      html.raw("<section class=\"note empty\"><h2>No test is like this</h2><p>");
      html.raw(run.verdict() == null ? "The run goes on; some may come. " : "");
      return html.link(path, "Show all tests of the run").raw("</p></section>");
    }
    Table.open(html, "Tests", List.of("Verdict", "Test", "Time#"));
    tests.forEach(test -> row(html, test));
    Table.close(html);
    Address self =
        Address.of(path).with("q", filter.text()).with("verdict", asked.query("verdict"));
    ListedTest last = tests.getLast();
    String first = self.toString();
    Table.pager(
        html,
        asked.cursor() == null,
        first,
        oneMore.size() > TESTS
            ? self.with("cursor", Cursors.of(new ResultPlace(last.task(), last.sequence())))
                .toString()
            : null);
    return html;
  }

  static void row(Html html, ListedTest test) {
    html.raw("<tr><td>");
    Signs.signed(html, test.verdict().word());
    html.raw("</td><td><a class=\"name\"").attribute("href", Address.test(test.key())).raw(">");
    html.text(test.name(), 240)
        .raw("</a>")
        .raw(test.flaky() ? " <span class=\"tag\">flaky</span>" : "");
    html.raw("<span class=\"place\">").text(test.place(), 160);
    if (test.message() != null && !test.verdict().isGood()) {
      html.raw(" – ").text(test.message(), 160);
    }
    html.raw("</span></td><td class=\"num\">").text(Durations.words(test.seconds()));
    html.raw("</td></tr>");
  }
}
