package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.usecase.dashboard.PastTest;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.util.List;
import java.util.Locale;

/**
 * What came before, at a glance: a bar for each, as high as it took long, in the colour of its
 * verdict; the oldest at the left.
 */
final class Strip {
  private static final int HEIGHT = 36;
  private static final int LEAST = 7;

  private Strip() {}

  static void ofRuns(Html html, List<PastRun> newestFirst) {
    List<PastRun> ended = newestFirst.stream().filter(run -> run.verdict() != null).toList();
    if (ended.size() < 3) {
      return;
    }
    double longest =
        ended.stream()
            .mapToDouble(run -> run.duration() == null ? 0 : run.duration())
            .max()
            .orElse(1);
    long good =
        ended.stream().filter(run -> run.verdict() != null && run.verdict().isGood()).count();
    html.raw("<figure class=\"strip\"><svg viewBox=\"0 0 " + ended.size() * 10 + " " + HEIGHT);
    html.raw("\" preserveAspectRatio=\"none\" role=\"img\"");
    String told =
        Numbers.words(good) + " of the last " + Numbers.of(ended.size(), "run") + " passed";
    html.attribute("aria-label", told).raw(">");
    for (int at = 0; at < ended.size(); at++) {
      PastRun run = ended.get(ended.size() - 1 - at);
      double seconds = run.duration() == null ? 0 : run.duration();
      bar(html, at, Signs.word(run.verdict(), run.status()), seconds / Math.max(longest, 0.001));
      html.raw("<title>").text(RunRow.name(run) + ": " + Signs.word(run.verdict(), run.status()));
      html.text(", " + Durations.words(seconds)).raw("</title></rect>");
    }
    html.raw("</svg><figcaption>").text(told).raw("</figcaption></figure>");
  }

  private static void bar(Html html, int at, String word, double share) {
    double height = LEAST + (HEIGHT - LEAST) * Math.sqrt(Math.max(0, Math.min(1, share)));
    html.raw(
        String.format(
            Locale.ROOT,
            "<rect class=\"%s\" x=\"%d\" y=\"%.1f\" width=\"8\" height=\"%.1f\">",
            word,
            at * 10 + 1,
            HEIGHT - height,
            height));
  }

  /** Each leads to its run. */
  static void ofTest(Html html, List<PastTest> newestFirst) {
    html.raw("<ol class=\"boxes\" aria-label=\"Results, the oldest first\">");
    for (int at = newestFirst.size() - 1; at >= 0; at--) {
      PastTest past = newestFirst.get(at);
      String word = past.verdict().word();
      html.raw("<li><a class=\"box " + word + (past.flaky() ? " flaky" : "") + "\"");
      html.attribute("href", Address.run(past.run()));
      String told =
          word
              + (past.flaky() ? " when tried again" : "")
              + ", "
              + Times.exact(past.at())
              + (past.branch() == null ? "" : ", " + past.branch());
      html.attribute("title", told).raw(">");
      html.raw("<svg aria-hidden=\"true\"><use href=\"#i-" + word + "\"/></svg>");
      html.raw("<span class=\"unseen\">").text(told).raw("</span></a></li>");
    }
    html.raw("</ol>");
  }
}
