package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.TestKey;
import dev.verdict.reporter.domain.failure.Cluster;
import dev.verdict.reporter.domain.failure.FailureDepth;
import dev.verdict.reporter.inbound.http.Cursors;
import dev.verdict.reporter.usecase.failure.FailureHistory.Filter;
import dev.verdict.reporter.usecase.failure.FailureHistory.Place;
import dev.verdict.reporter.usecase.failure.Failures;
import dev.verdict.reporter.usecase.failure.Failures.Told;
import dev.verdict.reports.failure.FailureClass;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.text.Cut;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code /failures}: what goes wrong over all runs, like to like. */
final class FailuresPage {
  private static final int KINDS = 40;

  private final Failures failures;

  FailuresPage(Failures failures) {
    this.failures = failures;
  }

  Future<Page> page(Asked asked) {
    Filter filter =
        new Filter(
            null,
            asked.query("project"),
            asked.query("branch"),
            failureClass(asked.query("class")),
            null,
            since(asked),
            null);
    return failures
        .told(
            filter,
            FailureDepth.COMPREHENSIVE,
            Cursors.failurePlace(Optional.ofNullable(asked.cursor())),
            KINDS + 1)
        .map(told -> Page.of("/failures", "Failures", body(asked, told)));
  }

  private static Instant since(Asked asked) {
    String word = asked.query("since");
    long days = "1d".equals(word) ? 1 : "30d".equals(word) ? 30 : "90d".equals(word) ? 90 : 7;
    return asked.now().minus(Duration.ofDays(days));
  }

  private static @Nullable FailureClass failureClass(@Nullable String word) {
    try {
      return word == null ? null : FailureClass.of(word);
    } catch (IllegalArgumentException e) {
      throw Fail.badField("query.class", word, "a class of failures, as on the page");
    }
  }

  private static Html body(Asked asked, Told told) {
    Html html = new Html();
    html.raw("<h1 class=\"plain\">Failures</h1>");
    List<String> classes = new ArrayList<>(List.of("", "any"));
    Arrays.stream(FailureClass.values())
        .forEach(each -> classes.addAll(List.of(each.word(), each.word().replace('_', ' '))));
    boolean filtered =
        asked.query("project") != null
            || asked.query("branch") != null
            || asked.query("class") != null;
    new FilterForm(html, "/failures", asked)
        .word("project", "Project", List.of())
        .word("branch", "Branch", List.of())
        .choice("class", "Class", classes)
        .choice(
            "since",
            "Since",
            List.of("1d", "last day", "", "last week", "30d", "last month", "90d", "last quarter"))
        .end(filtered);
    if (told.items().isEmpty()) {
      html.raw("<section class=\"note empty\"><h2>Nothing failed")
          .raw(filtered ? " like this" : "");
      return html.raw(
              "</h2><p>In this time no test did, or its run has not been looked through yet:")
          .raw(" that happens a moment after the end of a run.</p></section>");
    }
    classes(html, asked, told);
    html.raw("<ol class=\"kinds\">");
    List<Cluster> kinds = told.items().subList(0, Math.min(KINDS, told.items().size()));
    kinds.forEach(kind -> kind(html, kind, asked.now()));
    html.raw("</ol>");
    Address self = address(asked);
    String first = self.toString();
    Cluster last = kinds.getLast();
    Table.pager(
        html,
        asked.cursor() == null,
        first,
        told.items().size() > KINDS
            ? self.with("cursor", Cursors.of(new Place(last.order(), last.fingerprint())))
                .toString()
            : null);
    return html;
  }

  private static Address address(Asked asked) {
    Address address = Address.of("/failures");
    for (String name : List.of("project", "branch", "class", "since")) {
      address.with(name, asked.query(name));
    }
    return address;
  }

  private static void classes(Html html, Asked asked, Told told) {
    html.raw("<ul class=\"tiles few\" aria-label=\"Failures by class\">");
    for (Failures.ClassTotal total : told.classes()) {
      String word = total.failureClass().word();
      html.raw("<li class=\"total\"><a");
      html.attribute("href", address(asked).with("class", word).toString());
      html.attribute("title", total.meaning()).raw("><b>").text(Numbers.words(total.failures()));
      html.raw("</b> ").text(word.replace('_', ' ')).raw("</a></li>");
    }
    html.raw("</ul>");
  }

  private static void kind(Html html, Cluster kind, Instant now) {
    boolean solved = kind.solved() != null;
    html.raw(
        "<li class=\"kind "
            + (solved ? "passed" : kind.failureClass() == FailureClass.LOST ? "lost" : "failed"));
    html.raw("\"><h2><code>")
        .text(kind.title(), 240)
        .raw("</code></h2><p class=\"from\"><span class=\"tag\">");
    html.text(kind.failureClass().word().replace('_', ' ')).raw("</span><span>");
    html.text(Numbers.of(kind.tests(), "test")).raw(" in ").text(Numbers.of(kind.runs(), "run"));
    html.raw(kind.runs() >= Cluster.MOST_RUNS ? " or more" : "").raw("</span>");
    html.raw("<span>").text(kind.branch(), 60).raw("</span></p><dl class=\"facts\">");
    sighting(html, "First seen", kind.first(), now);
    sighting(html, "Last seen", kind.last(), now);
    if (kind.solved() != null) {
      sighting(html, "Gone since", kind.solved(), now);
    }
    if (kind.goodCommit() != null && kind.first().commitSha() != null) {
      html.raw("<div><dt>Came between</dt><dd><code>");
      html.text(VerdictWords.shortCommit(kind.goodCommit())).raw("</code> and <code>");
      html.text(VerdictWords.shortCommit(kind.first().commitSha())).raw("</code></dd></div>");
    }
    html.raw("</dl>");
    more(html, kind, now);
    html.raw("</li>");
  }

  private static void sighting(Html html, String name, Cluster.Sighting seen, Instant now) {
    html.raw("<div><dt>" + name + "</dt><dd><a").attribute("href", Address.run(seen.runId()));
    html.raw(">");
    Times.ago(html, seen.at(), now).raw("</a></dd></div>");
  }

  private static void more(Html html, Cluster kind, Instant now) {
    html.raw("<details><summary>Message, tests and machines</summary>");
    html.raw("<p class=\"lead\">").text(kind.reason(), 300).raw("</p>");
    if (kind.message() != null) {
      html.raw("<pre tabindex=\"0\">").lines(Cut.end(kind.message(), 2_000));
      html.raw("</pre>");
    }
    if (!kind.examples().isEmpty()) {
      html.raw("<ul class=\"plain\">");
      kind.examples().stream()
          .limit(5)
          .forEach(
              test -> {
                String page = Address.test(TestKey.of(test));
                html.raw("<li><a class=\"name\"").attribute("href", page).raw(">");
                html.text(test, 200).raw("</a></li>");
              });
      html.raw("</ul>");
    }
    if (!kind.workers().isEmpty()) {
      html.raw("<p>On ").text(String.join(", ", kind.workers()), 300).raw("</p>");
    }
    for (Cluster.Solved solved : kind.similar()) {
      html.raw("<p>Like it and solved <a")
          .attribute("href", Address.run(solved.solvedRun()))
          .raw(">");
      Times.ago(html, solved.solvedAt(), now).raw("</a>: <code>").text(solved.title(), 200);
      html.raw("</code></p>");
    }
    html.raw("</details>");
  }
}
