package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.TestKey;
import dev.verdict.reporter.domain.flaky.FlakyJudgement;
import dev.verdict.reporter.domain.flaky.FlakyTest;
import dev.verdict.reporter.domain.flaky.Quarantine;
import dev.verdict.reporter.inbound.http.Cursors;
import dev.verdict.reporter.usecase.flaky.FlakyStore.Place;
import dev.verdict.reporter.usecase.flaky.FlakyTests;
import dev.verdict.reporter.usecase.flaky.Quarantines;
import dev.verdict.reports.write.text.Numbers;
import io.vertx.core.Future;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** {@code /flaky}: what fails by chance, and what was put aside for it. */
final class FlakyPage {
  private static final int TESTS = 50;
  private static final int QUARANTINES = 100;

  private final FlakyTests flaky;
  private final Quarantines quarantines;

  FlakyPage(FlakyTests flaky, Quarantines quarantines) {
    this.flaky = flaky;
    this.quarantines = quarantines;
  }

  Future<Page> page(Asked asked) {
    String project = asked.query("project");
    var tests =
        flaky.list(project, Cursors.flakyPlace(Optional.ofNullable(asked.cursor())), TESTS + 1);
    var aside = quarantines.list(project, null, true, null, QUARANTINES + 1);
    return Future.all(tests, aside)
        .map(both -> Page.of("/flaky", "Flaky tests", body(asked, tests.result(), aside.result())));
  }

  private Html body(Asked asked, List<FlakyTest> oneMore, List<Quarantine> aside) {
    Html html = new Html();
    html.raw("<h1 class=\"plain\">Flaky tests</h1>");
    new FilterForm(html, "/flaky", asked)
        .word("project", "Project", List.of())
        .end(asked.query("project") != null);
    List<FlakyTest> tests = oneMore.subList(0, Math.min(TESTS, oneMore.size()));
    if (tests.isEmpty()) {
      html.raw(
          "<section class=\"note empty\"><h2>No test fails by chance</h2><p>A test is flaky when"
              + " it");
      html.raw(
          " failed and passed with the same code: tried again in a run, or in another run of the");
      html.raw(" commit. None did, as far as is known.</p></section>");
    } else {
      list(html, tests, asked);
      FlakyTest last = tests.getLast();
      Address self = Address.of("/flaky").with("project", asked.query("project"));
      String first = self.toString();
      Table.pager(
          html,
          asked.cursor() == null,
          first,
          oneMore.size() > TESTS
              ? self.with(
                      "cursor",
                      Cursors.of(new Place(last.judgement().probability(), last.test().testKey())))
                  .toString()
              : null);
    }
    aside(html, aside, asked);
    return html;
  }

  private static void list(Html html, List<FlakyTest> tests, Asked asked) {
    html.raw(
        "<p class=\"lead\">The surest first. The bar is how often it fails by chance; the pale"
            + " part");
    html.raw(" is how far that may be wrong.</p>");
    Table.open(html, "Flaky tests", List.of("How sure#", "Test", "Fails", "Why", "Last"));
    for (FlakyTest each : tests) {
      FlakyJudgement judged = each.judgement();
      html.raw("<tr><td class=\"num\"><b class=\"timeout\">").text(percent(judged.probability()));
      html.raw("</b></td><td><a class=\"name\"");
      html.attribute("href", Address.test(each.test().testKey())).raw(">");
      html.text(each.test().name(), 200).raw("</a>");
      html.raw(each.quarantine() == null ? "" : " <span class=\"tag\">put aside</span>");
      html.raw("<span class=\"place\">").text(each.test().file(), 160).raw("</span></td><td>");
      rate(html, judged);
      html.raw("</td><td class=\"grow\">").text(String.join("; ", judged.reasons()), 300);
      html.raw("</td><td>");
      Times.ago(html, judged.lastFailureAt(), asked.now());
      html.raw("<span class=\"place\">").text(Numbers.of(judged.passesSince(), "pass", "passes"));
      html.raw(" since</span></td></tr>");
    }
    Table.close(html);
  }

  private static void rate(Html html, FlakyJudgement judged) {
    html.raw(
        String.format(
            Locale.ROOT,
            "<svg class=\"rate timeout\" viewBox=\"0 0 100 8\" preserveAspectRatio=\"none\""
                + " aria-hidden=\"true\"><rect class=\"may\" x=\"%.1f\" width=\"%.1f\""
                + " height=\"8\"/><rect width=\"%.1f\" height=\"8\"/></svg>",
            100 * judged.rateLow(),
            Math.max(1, 100 * (judged.rateHigh() - judged.rateLow())),
            Math.max(1, 100 * judged.rate())));
    html.text(judged.failures() + " of " + Numbers.words(judged.executions()));
    html.raw("<span class=\"place\">")
        .text(percent(judged.rateLow()) + " to " + percent(judged.rateHigh()));
    html.raw("</span>");
  }

  private void aside(Html html, List<Quarantine> oneMore, Asked asked) {
    html.raw(
        "<section aria-labelledby=\"h-aside\"><h2 id=\"h-aside\">Put aside <span"
            + " class=\"number\">");
    html.number(Math.min(QUARANTINES, oneMore.size()))
        .raw("</span> <span class=\"meaning\">they run, and");
    html.raw(" their failures do not count for the gate</span></h2>");
    if (oneMore.isEmpty()) {
      html.raw(
          "<p class=\"lead\">None. A key that may <code>submit</code> puts a test aside, for a"
              + " while:</p>");
      html.raw(
          "<pre tabindex=\"0\">curl -X POST $VERDICT/api/v1/quarantine -H \"Authorization: Bearer"
              + " $KEY\" \\\n");
      html.raw(
          "  -H 'Content-Type: application/json' -d '{\"test_id\": \"…\", \"owner\": \"ada\","
              + " \"expires_at\": \"…\"}'");
      html.raw("</pre></section>");
      return;
    }
    Table.open(html, "Put aside", List.of("State", "Test", "Owner", "Ticket", "Until"));
    for (Quarantine each : oneMore.subList(0, Math.min(QUARANTINES, oneMore.size()))) {
      Quarantine.State state = each.state(asked.now());
      html.raw("<tr><td>");
      Signs.sign(html, state == Quarantine.State.BROKEN ? "failed" : "skipped");
      html.raw(
          "<span class=\"word\">"
              + (state == Quarantine.State.BROKEN ? "broken for good" : state.word()));
      html.raw("</span></td><td><a class=\"name\"");
      html.attribute("href", Address.test(TestKey.of(each.testId()))).raw(">");
      html.text(each.testId(), 200).raw("</a><span class=\"place\">").text(each.reason(), 200);
      html.raw("</span></td><td>").text(each.owner(), 60).raw("</td><td>").text(each.ticket(), 60);
      html.raw("</td><td>");
      Times.exact(html, each.expiresAt()).raw("</td></tr>");
    }
    Table.close(html);
    html.raw(
        oneMore.size() > QUARANTINES
            ? "<p class=\"more\">The newest " + QUARANTINES + ".</p>"
            : "");
    html.raw("</section>");
  }

  private static String percent(double share) {
    return share >= 0.995 && share < 1 ? "> 99 %" : Math.round(share * 100) + " %";
  }
}
