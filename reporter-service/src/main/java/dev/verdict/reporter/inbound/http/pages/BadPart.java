package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.usecase.dashboard.BadTest;
import dev.verdict.reporter.usecase.dashboard.ListedTest;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.util.List;

/** What did not pass: new first, then what was broken before, then what nobody can account for. */
final class BadPart {
  /** So much of a page for failures; the rest is a click away. */
  private static final int ROOM = 60_000;

  private static final int FEW = 3;

  private BadPart() {}

  static void write(Html html, PastRun run, List<BadTest> oneMore, int most) {
    List<BadTest> all = oneMore.subList(0, Math.min(most, oneMore.size()));
    List<BadTest> lost = all.stream().filter(bad -> bad.test().verdict() == Verdict.LOST).toList();
    List<BadTest> answered =
        all.stream().filter(bad -> bad.test().verdict() != Verdict.LOST).toList();
    List<BadTest> fresh = answered.stream().filter(BadTest::isNew).toList();
    List<BadTest> known = answered.stream().filter(bad -> !bad.isNew()).toList();
    boolean cut = oneMore.size() > most;
    group(html, run, "new", "New failures", "passed before, or was not there", fresh, cut);
    group(html, run, "known", "Broken before", "did not pass the time before either", known, cut);
    group(html, run, "lost", "Lost", "planned, and nobody can account for it", lost, cut);
    if (cut) {
      html.raw("<p class=\"more\">More than " + Numbers.words(most) + " tests did not pass. ");
      html.link(Address.run(run.id()) + "/tests?verdict=failed", "The list of tests");
      html.raw(" has them all.</p>");
    }
  }

  private static void group(
      Html html,
      PastRun run,
      String id,
      String title,
      String meaning,
      List<BadTest> tests,
      boolean cut) {
    if (tests.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-" + id + "\"><h2 id=\"h-" + id + "\">" + title);
    html.raw(" <span class=\"number\">" + Numbers.words(tests.size()) + (cut ? " or more" : ""));
    html.raw("</span> <span class=\"meaning\">" + meaning + "</span></h2><div class=\"group\">");
    int told = 0;
    for (BadTest bad : tests) {
      if (html.length() > ROOM) {
        break;
      }
      test(html, run, bad, id.equals("new") && told < FEW);
      told++;
    }
    html.raw("</div>");
    if (told < tests.size()) {
      html.raw("<p class=\"more\">… and " + Numbers.words(tests.size() - told) + " more, in ");
      html.link(
          Address.run(run.id()) + "/tests?verdict=" + tests.get(told).test().verdict().word(),
          "the list of tests");
      html.raw("</p>");
    }
    html.raw("</section>");
  }

  private static void test(Html html, PastRun run, BadTest bad, boolean open) {
    ListedTest test = bad.test();
    html.raw("<details class=\"test\" id=\"t-" + test.sequence() + "\"" + (open ? " open>" : ">"));
    html.raw("<summary>");
    Signs.spoken(html, test.verdict().word());
    html.raw("<span class=\"name\">").text(test.name(), 200).raw("</span> <span class=\"place\">");
    html.text(test.place(), 160).raw("</span><span class=\"time\">");
    html.text(Durations.words(test.seconds())).raw("</span></summary><div class=\"inside\">");
    why(html, bad);
    html.raw("<p class=\"where\">").link(Address.test(test.key()), "History");
    html.link(Address.task(run.id(), test.task()) + "?attempt=" + test.attempt() + "#log", "Log");
    html.raw("<span>attempt " + test.attempt() + "</span><code>").text(test.testId(), 240);
    html.raw("</code></p></div></details>");
  }

  private static void why(Html html, BadTest bad) {
    LostReason lost = bad.test().lostReason();
    String message = bad.test().message();
    String detail = bad.detail();
    if (lost != null) {
      html.raw("<p>").text(lost.sentence()).raw("</p>");
    }
    boolean inDetail = detail != null && message != null && detail.contains(message.strip());
    if (message != null && !inDetail) {
      html.raw("<pre class=\"message\" tabindex=\"0\">").lines(message).raw("</pre>");
    }
    if (detail != null && !detail.isBlank()) {
      html.raw("<pre tabindex=\"0\">").lines(detail.stripTrailing()).raw("</pre>");
    } else if (message == null && lost == null) {
      html.raw("<p>It said nothing about why.</p>");
    }
  }

  static void flaky(Html html, List<ListedTest> oneMore, int most) {
    if (oneMore.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-flaky\"><h2 id=\"h-flaky\">Flaky");
    int shown = Math.min(most, oneMore.size());
    html.raw(" <span class=\"number\">" + shown + (oneMore.size() > most ? " or more" : ""));
    html.raw("</span> <span class=\"meaning\">failed, and passed when tried again</span></h2>");
    html.raw("<ul class=\"group list\">");
    oneMore.stream()
        .limit(most)
        .forEach(
            test -> {
              html.raw("<li>");
              Signs.spoken(html, "passed");
              html.raw("<a class=\"name\"").attribute("href", Address.test(test.key())).raw(">");
              html.text(test.name(), 200)
                  .raw("</a> <span class=\"place\">")
                  .text(test.place(), 160);
              html.raw("</span></li>");
            });
    html.raw("</ul></section>");
  }
}
