package dev.verdict.reporter.inbound.http.pages;

import com.fasterxml.jackson.databind.JsonNode;
import dev.verdict.reporter.usecase.dashboard.Coordinator.Answer;
import java.util.ArrayList;
import java.util.List;

/** Why a task waits, or why it ran where it ran, as the coordinator explains it. */
final class WhyPart {
  private static final int MOST_WORKERS = 50;

  private WhyPart() {}

  static void write(Html html, Answer answer, boolean open) {
    if (!open && !(answer instanceof Answer.Told)) {
      // What is over is told by history; the coordinator may have forgotten it.
      return;
    }
    html.raw("<section aria-labelledby=\"h-why\" id=\"why\"><h2 id=\"h-why\">");
    html.raw(open ? "Why it waits or runs" : "Where it ran").raw("</h2>");
    if (answer instanceof Answer.Told told) {
      explained(html, told.body(), open);
    } else {
      SilentPart.write(html, answer);
    }
    html.raw("</section>");
  }

  private static void explained(Html html, JsonNode told, boolean open) {
    html.raw("<p class=\"lead\">").text(told.path("summary").asText(), 500).raw("</p>");
    List<JsonNode> workers = new ArrayList<>();
    told.path("workers").forEach(workers::add);
    if (!open || workers.isEmpty()) {
      return;
    }
    Table.open(html, "Workers", List.of("Worker", "Free slots#", "Fits"));
    for (JsonNode worker : workers.subList(0, Math.min(MOST_WORKERS, workers.size()))) {
      html.raw("<tr><td>").text(worker.path("name").asText(), 60);
      if (!worker.path("status").asText().equals("active")) {
        html.raw(" <span class=\"tag\">").text(worker.path("status").asText(), 20).raw("</span>");
      }
      html.raw("</td><td class=\"num\">" + worker.path("free_slots").asInt() + "</td><td>");
      if (worker.path("fits").asBoolean()) {
        html.raw("yes");
      } else {
        List<String> lacks = new ArrayList<>();
        worker.path("lacks").forEach(lack -> lacks.add(lack.asText()));
        html.raw("no: ").text(String.join("; ", lacks), 300);
      }
      html.raw("</td></tr>");
    }
    Table.close(html);
    if (workers.size() > MOST_WORKERS) {
      html.raw(
          "<p class=\"more\">The first "
              + MOST_WORKERS
              + " of "
              + workers.size()
              + " workers.</p>");
    }
  }
}
