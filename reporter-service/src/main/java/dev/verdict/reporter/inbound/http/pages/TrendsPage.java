package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.domain.trend.Trend;
import dev.verdict.reporter.domain.trend.Trend.Change;
import dev.verdict.reporter.usecase.trend.TrendSource.Grouping;
import dev.verdict.reporter.usecase.trend.TrendSource.Wish;
import dev.verdict.reporter.usecase.trend.Trends;
import dev.verdict.reporter.usecase.trend.Trends.Told;
import dev.verdict.reports.write.VerdictWords;
import dev.verdict.reports.write.text.Numbers;
import dev.verdict.runtime.http.Fail;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** {@code /trends}: how a figure goes over the runs, and where it changed. */
final class TrendsPage {
  private static final int GROUPS = 8;

  private final Trends trends;

  TrendsPage(Trends trends) {
    this.trends = trends;
  }

  Future<Page> page(Asked asked) {
    return trends
        .metricNames(asked.query("project"))
        .compose(
            names -> {
              String wanted = asked.query("metric");
              String metric = wanted == null && !names.isEmpty() ? preferred(names) : wanted;
              return metric == null
                  ? Future.succeededFuture(page(empty()))
                  : trends
                      .of(wish(asked, metric), GROUPS)
                      .map(told -> page(body(asked, names, metric, told)));
            });
  }

  private static Page page(Html body) {
    return Page.of("/trends", "Trends", body);
  }

  /** How long things take interests most. */
  private static String preferred(List<String> names) {
    return names.contains("execution_time") ? "execution_time" : names.getFirst();
  }

  private static Wish wish(Asked asked, String metric) {
    return new Wish(
        metric,
        null,
        grouping(asked.query("by")),
        asked.query("project"),
        asked.query("branch"),
        null,
        since(asked),
        null);
  }

  private static Grouping grouping(@Nullable String word) {
    try {
      return word == null ? Grouping.BRANCH : Grouping.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      throw Fail.badField("query.by", word, "branch, commit, task_type or hardware");
    }
  }

  private static @Nullable Instant since(Asked asked) {
    String word = asked.query("since");
    return "7d".equals(word)
        ? asked.now().minus(Duration.ofDays(7))
        : "30d".equals(word) ? asked.now().minus(Duration.ofDays(30)) : null;
  }

  private static Html empty() {
    Html html = new Html().raw("<h1 class=\"plain\">Trends</h1>");
    html.raw(
        "<section class=\"note empty\"><h2>No figure yet</h2><p>Each task that ends tells how long"
            + " it");
    html.raw(" took. Others are recorded by whoever measured them:</p>");
    html.raw(
        "<pre tabindex=\"0\">curl -X POST $VERDICT/api/v1/metrics -H \"Authorization: Bearer $KEY\""
            + " \\\n");
    html.raw("  -H 'Content-Type: application/json' \\\n");
    return html.raw(
        "  -d '{\"run_id\": \"…\", \"metric_name\": \"latency_p99\", \"metric_value\": 41.5,"
            + " \"unit\": \"ms\"}'</pre></section>");
  }

  private static Html body(Asked asked, List<String> names, String metric, Told told) {
    Html html = new Html();
    html.raw("<h1 class=\"plain\">Trends <span class=\"number\">")
        .text(metric, 100)
        .raw("</span></h1>");
    List<String> choices = new ArrayList<>();
    if (!names.contains(metric)) {
      choices.addAll(List.of(metric, metric));
    }
    names.forEach(name -> choices.addAll(List.of(name, name)));
    new FilterForm(html, "/trends", asked)
        .choice("metric", "Figure", choices, metric)
        .choice(
            "by",
            "Grouped by",
            List.of(
                "", "branch", "commit", "commit", "task_type", "task type", "hardware", "hardware"))
        .word("project", "Project", List.of())
        .word("branch", "Branch", List.of())
        .choice("since", "Since", List.of("", "any time", "7d", "last week", "30d", "last month"))
        .end(asked.query("project") != null || asked.query("branch") != null);
    if (told.groups().isEmpty()) {
      html.raw(
          "<section class=\"note empty\"><h2>No run has this figure</h2><p>Within what the filter"
              + " leaves.");
      return html.raw("</p><p><a href=\"/trends\">Show all</a></p></section>");
    }
    told.groups().forEach(trend -> group(html, trend, told.unit(), asked.now()));
    html.raw("<p class=\"more\">").text(told.promise()).raw(". ");
    html.raw(
        told.moreRuns()
            ? "Only the newest " + Numbers.words(told.runs()) + " runs were looked at. "
            : "");
    if (told.groupsLeftOut() > 0) {
      html.text(Numbers.of(told.groupsLeftOut(), "group") + " with fewer runs left out.");
    }
    return html.raw("</p>");
  }

  private static void group(Html html, Trend trend, @Nullable String unit, Instant now) {
    html.raw("<section><h2>").text(trend.name().isEmpty() ? "(none)" : trend.name(), 120);
    html.raw(" <span class=\"tag\">")
        .text(trend.direction().word().replace('_', ' '))
        .raw("</span></h2>");
    html.raw("<p class=\"lead\">").text(trend.explanation(), 600).raw("</p>");
    TrendChart.write(html, trend, unit);
    if (!trend.changes().isEmpty()) {
      html.raw("<ul class=\"group list\">");
      trend.changes().forEach(change -> change(html, change, unit, now));
      html.raw("</ul>");
    }
    html.raw("</section>");
  }

  private static void change(Html html, Change change, @Nullable String unit, Instant now) {
    html.raw("<li><b>")
        .text(
            TrendChart.value(change.before(), unit)
                + " → "
                + TrendChart.value(change.after(), unit));
    html.raw("</b><span class=\"place\">since <a")
        .attribute("href", Address.run(change.runId()))
        .raw(">");
    Times.ago(html, change.at(), now).raw("</a>");
    if (change.lastBefore() != null && change.commitSha() != null) {
      html.raw(", between <code>").text(VerdictWords.shortCommit(change.lastBefore()));
      html.raw("</code> and <code>")
          .text(VerdictWords.shortCommit(change.commitSha()))
          .raw("</code>");
    }
    html.raw("</span></li>");
  }
}
