package dev.verdict.reports.message;

import dev.verdict.reports.message.Message.Fact;
import dev.verdict.reports.message.Message.Item;
import dev.verdict.reports.message.Message.Link;
import dev.verdict.reports.message.Message.Tone;
import dev.verdict.reports.message.RunNews.FailedTest;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Durations;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.reports.write.text.SafeLink;
import dev.verdict.reports.write.text.VisibleText;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The words: of one run, or of several that ended within a short time. */
public final class Wording {
  private static final int NAME = 200;
  private static final int DETAIL = 300;

  private Wording() {}

  /**
   * @param runs the oldest first; at least one
   */
  public static Message of(List<RunNews> runs, Template template) {
    return runs.size() == 1 ? one(runs.getFirst(), template) : several(runs);
  }

  private static Message one(RunNews run, Template template) {
    String own = template.own();
    if (own != null) {
      String body = template.filled(own, place -> value(run, place));
      return new Message(headline(run), tone(run), body, List.of(), List.of(), 0, links(run));
    }
    if (template.equals(Template.MINIMAL)) {
      return new Message(headline(run), tone(run), null, List.of(), List.of(), 0, links(run));
    }
    if (run.change().isOfQuarantine()) {
      return new Message(
          headline(run), tone(run), reason(run), facts(run), List.of(), 0, links(run));
    }
    boolean detailed = template.equals(Template.DETAILED);
    List<Item> items = run.failing().stream().map(test -> item(test, detailed)).toList();
    int bad = run.counts().bad() + run.counts().pending();
    return new Message(
        headline(run),
        tone(run),
        run.change().isBad() ? reason(run) : null,
        facts(run),
        items,
        Math.max(0, bad - items.size()),
        links(run));
  }

  private static @Nullable String reason(RunNews run) {
    return run.reason() == null ? null : Cut.end(line(run.reason()), DETAIL);
  }

  private static Item item(FailedTest test, boolean detailed) {
    String said = test.message() == null ? "" : Cut.end(line(test.message()), DETAIL);
    String place = test.place() == null ? "" : Cut.middle(line(test.place()), NAME);
    String detail =
        detailed && !said.isEmpty()
            ? (place.isEmpty() ? said : place + " · " + said)
            : said.isEmpty() ? place : said;
    return new Item(
        test.isNew() ? "new" : test.verdict().word(),
        Cut.middle(line(test.name()), NAME),
        detail.isEmpty() ? null : detail,
        null);
  }

  /** Several runs are a list; each leads to its report. */
  private static Message several(List<RunNews> runs) {
    Map<Change, Integer> counts = new EnumMap<>(Change.class);
    runs.forEach(run -> counts.merge(run.change(), 1, Integer::sum));
    String what =
        counts.entrySet().stream()
            .map(entry -> entry.getValue() + " " + entry.getKey().words())
            .collect(Collectors.joining(", "));
    boolean bad = runs.stream().anyMatch(run -> run.change().isBad());
    List<Item> items =
        runs.stream()
            .map(
                run ->
                    new Item(
                        run.change().words(),
                        run.change().isOfQuarantine() ? test(run) : title(run),
                        run.change().isOfQuarantine()
                            ? "owner " + run.owner()
                            : VerdictWords.counts(run.counts()),
                        SafeLink.absolute(run.reportUrl()).orElse(null)))
            .toList();
    return new Message(
        runs.stream().noneMatch(run -> run.change().isOfQuarantine())
            ? Numbers.of(runs.size(), "run") + " ended: " + what
            : runs.size() + " news: " + what,
        bad ? Tone.BAD : Tone.GOOD,
        null,
        List.of(),
        items,
        0,
        List.of());
  }

  private static Tone tone(RunNews run) {
    return run.change().isBad() ? Tone.BAD : Tone.GOOD;
  }

  /** Such as {@code checkout on main: 3 failed, 1 lost (first failure)}. */
  static String headline(RunNews run) {
    if (run.change().isOfQuarantine()) {
      return run.change() == Change.QUARANTINE_BROKEN
          ? "In quarantine, and broken for good: " + test(run)
          : "Stable, and out of quarantine: " + test(run);
    }
    String what =
        switch (run.change()) {
          case FIRST_FAILURE, STILL_FAILING -> bad(run) + " (" + run.change().words() + ")";
          case FIXED -> "fixed, " + Numbers.words(run.counts().passed()) + " passed";
          default -> Numbers.words(run.counts().passed()) + " passed";
        };
    return title(run) + ": " + what;
  }

  private static String test(RunNews run) {
    return Cut.middle(line(QuarantineWords.test(run)), NAME);
  }

  private static String title(RunNews run) {
    String suite = Cut.middle(line(run.suite()), 80);
    return run.branch() == null ? suite : suite + " on " + Cut.middle(line(run.branch()), 60);
  }

  private static String bad(RunNews run) {
    String counts =
        VerdictWords.all(run.counts()).stream()
            .filter(count -> count.number() > 0)
            .filter(count -> count.verdict() == null || !count.verdict().isGood())
            .map(count -> Numbers.words(count.number()) + " " + count.word())
            .collect(Collectors.joining(", "));
    return counts.isEmpty() ? run.verdict().word() : counts;
  }

  private static List<Fact> facts(RunNews run) {
    List<Fact> facts = new ArrayList<>();
    if (run.change().isOfQuarantine()) {
      fact(facts, "Seen in", title(run));
    } else {
      fact(facts, "Tests", VerdictWords.counts(run.counts()));
    }
    fact(
        facts,
        "New",
        run.newlyBad() == 0 ? null : Numbers.words(run.newlyBad()) + " that were not bad before");
    fact(facts, "Project", run.project());
    fact(facts, "Pull request", run.prNumber());
    fact(facts, "Commit", VerdictWords.shortCommit(run.commit()));
    fact(facts, run.change().isOfQuarantine() ? "Owner" : "By", run.owner());
    fact(facts, "Took", run.duration() == null ? null : Durations.words(run.duration()));
    return facts;
  }

  private static void fact(List<Fact> facts, String name, @Nullable String value) {
    if (value != null && !value.isBlank()) {
      facts.add(new Fact(name, Cut.middle(line(value), NAME)));
    }
  }

  private static List<Link> links(RunNews run) {
    List<Link> links = new ArrayList<>();
    String page = run.change().isOfQuarantine() ? "Test" : "Report";
    SafeLink.absolute(run.reportUrl()).ifPresent(url -> links.add(new Link(page, url)));
    SafeLink.absolute(run.buildUrl()).ifPresent(url -> links.add(new Link("Build", url)));
    return links;
  }

  private static String value(RunNews run, String place) {
    String value =
        switch (place) {
          case "headline" -> headline(run);
          case "suite" -> run.suite();
          case "project" -> run.project();
          case "branch" -> run.branch();
          case "commit" -> VerdictWords.shortCommit(run.commit());
          case "owner" -> run.owner();
          case "verdict" -> run.verdict().word();
          case "change" -> run.change().words();
          case "counts" -> VerdictWords.counts(run.counts());
          case "duration" -> run.duration() == null ? null : Durations.words(run.duration());
          case "reason" -> run.reason();
          case "failing" ->
              run.failing().stream().map(FailedTest::name).collect(Collectors.joining(", "));
          case "report" -> SafeLink.absolute(run.reportUrl()).orElse(null);
          case "build" -> SafeLink.absolute(run.buildUrl()).orElse(null);
          default -> null;
        };
    String text = Objects.requireNonNullElse(value, "");
    boolean ours = place.equals("report") || place.equals("build");
    return Cut.end(ours ? text : line(text), 1_000);
  }

  /**
   * Mail and chat make a link of whatever looks like one: what a test wrote shall not lead away.
   */
  private static String line(String text) {
    return VisibleText.line(text).replace("://", "[:]//");
  }
}
