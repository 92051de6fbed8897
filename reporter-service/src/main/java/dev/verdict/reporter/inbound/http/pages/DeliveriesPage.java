package dev.verdict.reporter.inbound.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.reporter.usecase.dashboard.Coordinator;
import dev.verdict.reporter.usecase.dashboard.Coordinator.Answer;
import dev.verdict.reports.write.text.Sizes;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;

/** {@code /deliveries}: what CI systems told, and what became of it. */
final class DeliveriesPage {
  private static final int MOST = 100;
  private static final List<String> OUTCOMES =
      List.of(
          "pending",
          "started",
          "followed",
          "cancelled",
          "rerun",
          "ignored",
          "no_trigger",
          "failed",
          "refused");

  private final Coordinator coordinator;

  DeliveriesPage(Coordinator coordinator) {
    this.coordinator = coordinator;
  }

  Future<Page> page(Asked asked) {
    Address api =
        Address.of("/api/v1/webhooks/deliveries")
            .with("limit", String.valueOf(MOST))
            .with("provider", asked.query("provider"))
            .with("outcome", asked.query("outcome"))
            .with("repository", asked.query("repository"))
            .with("cursor", asked.cursor());
    return coordinator
        .ask(api.toString(), asked.credential(), asked.self())
        .map(answer -> Page.of("/deliveries", "Webhooks", body(asked, answer)));
  }

  private static Html body(Asked asked, Answer answer) {
    Html html = new Html();
    html.raw("<h1 class=\"plain\">Webhook deliveries</h1>");
    List<String> outcomes = new ArrayList<>(List.of("", "any"));
    OUTCOMES.forEach(word -> outcomes.addAll(List.of(word, word.replace('_', ' '))));
    boolean filtered =
        asked.query("provider") != null
            || asked.query("outcome") != null
            || asked.query("repository") != null;
    new FilterForm(html, "/deliveries", asked)
        .word(
            "provider",
            "Provider",
            List.of(
                "github",
                "gitlab",
                "bitbucket",
                "azure",
                "circleci",
                "travis",
                "teamcity",
                "jenkins",
                "generic"))
        .word("repository", "Repository", List.of())
        .choice("outcome", "Outcome", outcomes)
        .end(filtered);
    if (!(answer instanceof Answer.Told told)) {
      SilentPart.write(html, answer);
      return html;
    }
    List<JsonNode> deliveries = new ArrayList<>();
    told.body().path("items").forEach(deliveries::add);
    if (deliveries.isEmpty()) {
      return empty(html, filtered);
    }
    Table.open(
        html, "Deliveries", List.of("Outcome", "Event", "What came of it", "Came in", "Size#"));
    deliveries.forEach(delivery -> row(html, delivery, asked));
    Table.close(html);
    Address self =
        Address.of("/deliveries")
            .with("provider", asked.query("provider"))
            .with("outcome", asked.query("outcome"))
            .with("repository", asked.query("repository"));
    String first = self.toString();
    String next = told.body().path("next").asText("");
    Table.pager(
        html,
        asked.cursor() == null,
        first,
        next.isEmpty() ? null : self.with("cursor", next).toString());
    return html;
  }

  private static Html empty(Html html, boolean filtered) {
    html.raw("<section class=\"note empty\">");
    if (filtered) {
      html.raw("<h2>No delivery is like this</h2>");
      return html.raw("<p><a href=\"/deliveries\">Show all deliveries</a></p></section>");
    }
    html.raw("<h2>No webhook came in yet</h2><p>Give the coordinator a secret, as for GitHub:</p>");
    html.raw("<pre tabindex=\"0\">VERDICT_WEBHOOKS_GITHUB_SECRETS=…</pre>");
    html.raw("<p>Then give the CI system the same secret and this address:</p>");
    html.raw("<pre tabindex=\"0\">https://verdict.example.org/webhooks/github</pre>");
    return html.raw("<p>Triggers (<code>/api/v1/triggers</code>) say what an event starts.</p>")
        .raw("</section>");
  }

  private static void row(Html html, JsonNode delivery, Asked asked) {
    String outcome = delivery.path("outcome").asText();
    html.raw("<tr><td>");
    Signs.sign(html, sign(outcome)).raw("<span class=\"word\">");
    html.text(outcome.replace('_', ' '), 30)
        .raw("</span></td><td class=\"grow\"><span class=\"name\">");
    html.text(delivery.path("event").asText(), 80).raw("</span><span class=\"place\">");
    html.text(
        delivery.path("provider").asText() + " · " + delivery.path("repository").asText(), 120);
    html.raw("</span></td><td class=\"grow\">");
    effects(html, delivery);
    html.raw("</td><td>");
    Times.ago(html, WorkersPage.time(delivery.path("received_at")), asked.now());
    html.raw("</td><td class=\"num\">").text(Sizes.words(delivery.path("bytes").asLong()));
    html.raw("</td></tr>");
  }

  private static void effects(Html html, JsonNode delivery) {
    html.text(delivery.path("reason").asText(""), 200);
    int times = delivery.path("times").asInt(1);
    html.raw(times > 1 ? " <span class=\"tag\">" + times + " times</span>" : "");
    for (JsonNode effect : delivery.path("effects")) {
      String run = effect.path("run_id").asText(effect.path("run").asText(""));
      if (run.matches("[0-9a-f-]{36}")) {
        html.raw(" <a").attribute("href", "/runs/" + run).raw(">run ");
        html.text(run.substring(24)).raw("</a>");
      }
    }
  }

  private static String sign(String outcome) {
    return switch (outcome) {
      case "started", "followed", "rerun" -> "passed";
      case "failed", "refused" -> "failed";
      case "cancelled" -> "cancelled";
      case "pending" -> "pending";
      default -> "skipped";
    };
  }
}
