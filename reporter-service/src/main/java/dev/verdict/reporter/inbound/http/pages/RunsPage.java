package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.PastRun;
import dev.verdict.reporter.inbound.http.Cursors;
import dev.verdict.reporter.usecase.History.TimePlace;
import dev.verdict.reporter.usecase.dashboard.Dashboard;
import dev.verdict.reporter.usecase.dashboard.Dashboard.Choices;
import dev.verdict.reporter.usecase.dashboard.Dashboard.Outcome;
import dev.verdict.reporter.usecase.dashboard.Dashboard.RunFilter;
import dev.verdict.reporter.usecase.dashboard.Progress;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code /}: the runs, the newest first. */
final class RunsPage {
  private static final int RUNS = 40;
  private static final Map<String, Duration> PERIODS =
      Map.of("1d", Duration.ofDays(1), "7d", Duration.ofDays(7), "30d", Duration.ofDays(30));

  private static final List<String> OUTCOMES =
      List.of("", "any", "bad", "failed", "good", "passed", "running", "running");
  private static final List<String> SINCE =
      List.of("", "any time", "1d", "last day", "7d", "last week", "30d", "last month");

  private final Dashboard dashboard;

  RunsPage(Dashboard dashboard) {
    this.dashboard = dashboard;
  }

  Future<Page> page(Asked asked) {
    RunFilter filter = filter(asked);
    var choices = dashboard.choices();
    var list = list(asked, filter);
    return Future.all(choices, list)
        .map(
            both ->
                Page.live(
                    "/",
                    "Runs",
                    asked.cursor() == null ? live(asked) : null,
                    List.of(head(asked, filter, choices.result()), list.result())));
  }

  Future<List<Page.Part>> parts(Asked asked) {
    return list(asked.at(Instant.now()), filter(asked)).map(List::of);
  }

  private static String live(Asked asked) {
    Address address = address("/live", asked);
    return address.toString();
  }

  static Address address(String path, Asked asked) {
    Address address = Address.of(path);
    for (String name : List.of("q", "project", "branch", "commit", "outcome", "since")) {
      address.with(name, asked.query(name));
    }
    return address;
  }

  private static RunFilter filter(Asked asked) {
    return new RunFilter(
        asked.query("q"),
        asked.query("project"),
        asked.query("branch"),
        asked.query("commit"),
        outcome(asked.query("outcome")),
        since(asked),
        asked.time("until"));
  }

  private static @Nullable Outcome outcome(@Nullable String word) {
    if (word == null) {
      return null;
    }
    for (Outcome outcome : Outcome.values()) {
      if (outcome.word().equals(word)) {
        return outcome;
      }
    }
    throw Fail.badField("query.outcome", word, "running, good or bad");
  }

  private static @Nullable Instant since(Asked asked) {
    String word = asked.query("since");
    Duration period = word == null ? null : PERIODS.get(word);
    return period == null ? asked.time("since") : asked.now().minus(period);
  }

  private Future<Page.Part> list(Asked asked, RunFilter filter) {
    TimePlace after = Cursors.timePlace(Optional.ofNullable(asked.cursor()));
    return dashboard
        .runs(filter, after, RUNS + 1)
        .compose(
            runs -> {
              List<UUID> open =
                  runs.stream().filter(run -> run.verdict() == null).map(PastRun::id).toList();
              return dashboard
                  .progress(open)
                  .map(
                      progress ->
                          new Page.Part("runs", list(asked, filter, runs, progress).toString()));
            });
  }

  private static Page.Part head(Asked asked, RunFilter filter, Choices choices) {
    Html html = new Html();
    html.raw("<h1 class=\"plain\">Runs</h1>");
    FilterForm form =
        new FilterForm(html, "/", asked)
            .search("q", "Search", "Name, reason or user")
            .word("project", "Project", choices.projects())
            .word("branch", "Branch", choices.branches());
    if (filter.commit() != null) {
      form.word("commit", "Commit", List.of());
    }
    form.choice("outcome", "Outcome", OUTCOMES)
        .choice("since", "Since", SINCE)
        .end(!filter.isEmpty());
    return new Page.Part("filter", html.toString());
  }

  private static Html list(
      Asked asked, RunFilter filter, List<PastRun> oneMore, Map<UUID, Progress> progress) {
    Html html = new Html();
    List<PastRun> runs = oneMore.subList(0, Math.min(RUNS, oneMore.size()));
    if (runs.isEmpty()) {
      return empty(html, !filter.isEmpty() || asked.cursor() != null);
    }
    Strip.ofRuns(html, runs);
    html.raw("<ol class=\"runs\">\n");
    for (PastRun run : runs) {
      RunRow.write(html, run, progress.getOrDefault(run.id(), Progress.NONE), asked.now());
    }
    html.raw("</ol>\n");
    if (oneMore.size() > RUNS || asked.cursor() != null) {
      html.raw("<nav class=\"pager\" aria-label=\"Pages\">");
      if (asked.cursor() != null) {
        html.link(address("/", asked).toString(), "« Newest");
      }
      if (oneMore.size() > RUNS) {
        PastRun last = runs.getLast();
        String next =
            Cursors.of(new TimePlace(Objects.requireNonNull(last.createdAt()), last.id()));
        html.link(address("/", asked).with("cursor", next).toString(), "Older »");
      }
      html.raw("</nav>");
    }
    return html;
  }

  private static Html empty(Html html, boolean filtered) {
    html.raw("<section class=\"note empty\">");
    if (filtered) {
      return html.raw("<h2>No run is like this</h2><p>None has all that the filter asks for.</p>")
          .raw("<p><a class=\"button\" href=\"/\">Show all runs</a></p></section>");
    }
    html.raw("<h2>No run yet</h2><p>In a directory with tests:</p>");
    html.raw("<pre tabindex=\"0\">verdict run .</pre>");
    return html.raw(
            "<p>It finds the tests, plans them, runs them on the workers of this system, and")
        .raw(" shows up here while it runs. In a CI job the same command takes")
        .raw(" <code>--coordinator</code> and a key.</p></section>");
  }
}
