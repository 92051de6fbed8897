package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.Verdict;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.Evidence;
import dev.verdict.reporter.usecase.dashboard.PastTest;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@code /tests/{key}}: one test over time and machines. */
final class TestPage {
  private static final int RESULTS = 150;
  private static final int BOXES = 60;
  private static final int ROWS = 40;

  private final Dashboard dashboard;

  TestPage(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  Future<Page> page(Asked asked) {
    UUID key = asked.id("key", "test");
    return dashboard
        .past(key, asked.query("branch"), RESULTS + 1)
        .compose(
            past -> {
              if (past.isEmpty() && asked.query("branch") == null) {
                return Future.failedFuture(Fail.notFound("test", key));
              }
              Optional<PastTest> bad =
                  past.stream().filter(one -> !one.verdict().isGood()).findFirst();
              Future<Optional<Evidence>> evidence =
                  bad.isEmpty()
                      ? Future.succeededFuture(Optional.empty())
                      : dashboard.evidence(bad.get().run(), key);
              return evidence.map(
                  said ->
                      Page.of(
                          "/",
                          past.isEmpty() ? "A test" : past.getFirst().name(),
                          body(asked, key, past, bad, said)));
            });
  }

  private static Html body(
      Asked asked,
      UUID key,
      List<PastTest> oneMore,
      Optional<PastTest> bad,
      Optional<Evidence> evidence) {
    Html html = new Html();
    if (oneMore.isEmpty()) {
      html.raw("<section class=\"note empty\"><h1>Never on this branch</h1><p>");
      return html.link(Address.test(key), "Show it on every branch").raw("</p></section>");
    }
    List<PastTest> past = oneMore.subList(0, Math.min(RESULTS, oneMore.size()));
    PastTest last = past.getFirst();
    head(html, last, past);
    new FilterForm(html, Address.test(key), asked)
        .word(
            "branch",
            "Branch",
            past.stream().map(PastTest::branch).filter(b -> b != null).distinct().sorted().toList())
        .end(asked.query("branch") != null);
    html.raw(
        "<section aria-labelledby=\"h-strip\"><h2 id=\"h-strip\">Results <span class=\"number\">");
    html.raw(past.size() < oneMore.size() ? "the last " : "").raw(Numbers.words(past.size()));
    html.raw("</span></h2>");
    Strip.ofTest(html, past.subList(0, Math.min(BOXES, past.size())));
    html.raw("</section>");
    DurationChart.write(html, past);
    bad.ifPresent(one -> lastFailure(html, one, evidence, asked));
    MessagesPart.write(html, past);
    MachinesPart.write(html, past);
    table(html, past, asked);
    return html;
  }

  private static void head(Html html, PastTest last, List<PastTest> past) {
    String word = last.verdict().word();
    html.raw("<header class=\"head " + word + "\"><div class=\"verdict\">");
    Signs.sign(html, word).raw("<div><h1 class=\"test-name\">").text(last.name(), 300);
    html.raw("</h1><p class=\"reason\">").text(last.place(), 300).raw("</p></div></div>");
    html.raw("<dl class=\"facts\">");
    long good = past.stream().filter(one -> one.verdict() == Verdict.PASSED).count();
    long counted = past.stream().filter(one -> one.verdict() != Verdict.SKIPPED).count();
    long flaky = past.stream().filter(PastTest::flaky).count();
    fact(html, "Passed", good + " of " + Numbers.of(counted, "result"));
    fact(html, "Flaky", flaky == 0 ? "never seen" : Numbers.of(flaky, "time"));
    fact(html, "Usually takes", Durations.words(DurationChart.median(past)));
    fact(html, "Now", sinceWhen(past));
    html.raw("</dl><p class=\"where\"><code>").text(last.testId(), 400).raw("</code></p></header>");
  }

  /** How long it has been as it is. */
  private static String sinceWhen(List<PastTest> past) {
    boolean good = past.getFirst().verdict().isGood();
    int same = 0;
    while (same < past.size() && past.get(same).verdict().isGood() == good) {
      same++;
    }
    String words = good ? "good" : past.getFirst().verdict().word();
    return same == past.size()
        ? words + " in all " + Numbers.of(same, "result")
        : words + " for " + Numbers.of(same, "result");
  }

  private static void fact(Html html, String name, String value) {
    html.raw("<div><dt>" + name + "</dt><dd>").text(value).raw("</dd></div>");
  }

  private static void lastFailure(
      Html html, PastTest bad, Optional<Evidence> evidence, Asked asked) {
    html.raw("<section aria-labelledby=\"h-last\"><h2 id=\"h-last\">Last time it did not pass ");
    html.raw("<span class=\"number\">");
    Times.ago(html, bad.at(), asked.now()).raw("</span></h2><p class=\"where\">");
    html.link(Address.run(bad.run()), bad.runName() == null ? "Run" : bad.runName());
    html.link(Address.task(bad.run(), bad.task()) + "?attempt=" + bad.attempt() + "#log", "Log");
    html.raw("<span>").text(bad.worker(), 60).raw("</span></p>");
    if (bad.lostReason() != null) {
      html.raw("<p>").text(bad.lostReason().sentence()).raw("</p>");
    }
    String message = evidence.map(Evidence::message).orElse(null);
    String detail = evidence.map(Evidence::detail).orElse(null);
    if (message != null && (detail == null || !detail.contains(message.strip()))) {
      html.raw("<pre class=\"message\" tabindex=\"0\">").lines(message).raw("</pre>");
    }
    if (detail != null && !detail.isBlank()) {
      html.raw("<pre tabindex=\"0\">").lines(detail.stripTrailing()).raw("</pre>");
    }
    html.raw("</section>");
  }

  private static void table(Html html, List<PastTest> past, Asked asked) {
    html.raw("<section aria-labelledby=\"h-list\"><h2 id=\"h-list\">One by one</h2>");
    Table.open(html, "Results", List.of("Verdict", "Run", "Branch", "When", "Worker", "Time#"));
    for (PastTest one : past.subList(0, Math.min(ROWS, past.size()))) {
      html.raw("<tr><td>");
      Signs.signed(html, one.verdict().word());
      html.raw(one.flaky() ? " <span class=\"tag\">flaky</span>" : "").raw("</td><td>");
      html.link(Address.run(one.run()), one.runName() == null ? "run" : one.runName());
      html.raw("</td><td>").text(one.branch(), 60).raw("</td><td>");
      Times.ago(html, one.at(), asked.now()).raw("</td><td>").text(one.worker(), 40);
      html.raw("</td><td class=\"num\">").text(Durations.words(one.seconds())).raw("</td></tr>");
    }
    Table.close(html);
    html.raw(
        past.size() > ROWS
            ? "<p class=\"more\">The last " + ROWS + ".</p></section>"
            : "</section>");
  }
}
