package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.LostReason;
import dev.verdict.contract.Verdict;
import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.domain.comparison.ComparedTest;
import dev.verdict.reporter.domain.comparison.Comparison;
import dev.verdict.reporter.domain.comparison.Novelty;
import dev.verdict.reporter.usecase.dashboard.BadTest;
import dev.verdict.reporter.usecase.dashboard.ListedTest;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What did not pass: new first, then what was broken before, then what nobody can account for. */
final class BadPart {
  /** So much of a page for failures; the rest is a click away. */
  private static final int ROOM = 60_000;

  private static final int FEW = 3;

  private final Html html;
  private final PastRun run;
  private final Optional<Comparison> comparison;
  private final Map<UUID, ComparedTest> compared = new HashMap<>();

  BadPart(Html html, PastRun run, Optional<Comparison> comparison) {
    this.html = html;
    this.run = run;
    this.comparison = comparison;
    comparison.ifPresent(
        known ->
            Stream.of(known.newFailures(), known.brokenBefore(), known.flaky())
                .flatMap(List::stream)
                .forEach(test -> compared.put(test.testKey(), test)));
  }

  void write(List<BadTest> oneMore, int most) {
    List<BadTest> all = oneMore.subList(0, Math.min(most, oneMore.size()));
    List<BadTest> lost = all.stream().filter(bad -> bad.test().verdict() == Verdict.LOST).toList();
    Map<Novelty, List<BadTest>> answered =
        all.stream()
            .filter(bad -> bad.test().verdict() != Verdict.LOST)
            .collect(Collectors.groupingBy(this::novelty));
    boolean cut = oneMore.size() > most;
    group("new", "New failures", newMeans(), answered.getOrDefault(Novelty.NEW, List.of()), cut);
    group(
        "known",
        "Broken before",
        "did not pass the time before either",
        answered.getOrDefault(Novelty.BROKEN_BEFORE, List.of()),
        cut);
    group(
        "chance",
        "Fails by chance",
        "known to, whatever the change",
        answered.getOrDefault(Novelty.FLAKY, List.of()),
        cut);
    group("lost", "Lost", "planned, and nobody can account for it", lost, cut);
    if (cut) {
      html.raw("<p class=\"more\">More than " + Numbers.words(most) + " tests did not pass. ");
      html.link(Address.run(run.id()) + "/tests?verdict=failed", "The list of tests");
      html.raw(" has them all.</p>");
    }
  }

  private Novelty novelty(BadTest bad) {
    ComparedTest known = compared.get(bad.test().key());
    if (known != null) {
      return Novelty.of(known);
    }
    return bad.isNew() ? Novelty.NEW : Novelty.BROKEN_BEFORE;
  }

  private String newMeans() {
    String base = comparison.map(Comparison::base).orElse(null);
    return base == null
        ? "passed before, or was not there"
        : "passed on " + base + ", or was not there";
  }

  private void group(String id, String title, String meaning, List<BadTest> tests, boolean cut) {
    if (tests.isEmpty()) {
      return;
    }
    html.raw("<section aria-labelledby=\"h-" + id + "\"><h2 id=\"h-" + id + "\">" + title);
    html.raw(" <span class=\"number\">" + Numbers.words(tests.size()) + (cut ? " or more" : ""));
    html.raw("</span> <span class=\"meaning\">").text(meaning, 160);
    html.raw("</span></h2><div class=\"group\">");
    int told = 0;
    for (BadTest bad : tests) {
      if (html.length() > ROOM) {
        break;
      }
      test(bad, id.equals("new") && told < FEW);
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

  private void test(BadTest bad, boolean open) {
    ListedTest test = bad.test();
    html.raw("<details class=\"test\" id=\"t-" + test.sequence() + "\"" + (open ? " open>" : ">"));
    html.raw("<summary>");
    Signs.spoken(html, test.verdict().word());
    html.raw("<span class=\"name\">").text(test.name(), 200).raw("</span> <span class=\"place\">");
    html.text(test.place(), 160).raw("</span><span class=\"time\">");
    html.text(Durations.words(test.seconds())).raw("</span></summary><div class=\"inside\">");
    why(bad);
    before(compared.get(test.key()));
    html.raw("<p class=\"where\">").link(Address.test(test.key()), "History");
    html.link(Address.task(run.id(), test.task()) + "?attempt=" + test.attempt() + "#log", "Log");
    html.raw("<span>attempt " + test.attempt() + "</span><code>").text(test.testId(), 240);
    html.raw("</code></p></div></details>");
  }

  /** How long it has been so, as far as the runs tell that were compared with. */
  private void before(@Nullable ComparedTest known) {
    if (known == null) {
      return;
    }
    html.raw("<p>");
    if (known.badRunsBefore() > 0) {
      html.raw("Bad in the " + Numbers.of(known.badRunsBefore(), "run") + " before");
      if (known.badSince() != null) {
        html.raw(", since ").link(Address.run(known.badSince()), "this one");
      }
      html.raw(". ");
    }
    Double chance = known.flakyProbability();
    if (chance != null && chance >= Novelty.FLAKY_FROM) {
      html.raw("Fails by chance, with " + Math.round(chance * 100) + " % certainty. ");
    }
    html.raw(known.quarantined() ? "Put aside: it does not count for the gate.</p>" : "</p>");
  }

  private void why(BadTest bad) {
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
}
