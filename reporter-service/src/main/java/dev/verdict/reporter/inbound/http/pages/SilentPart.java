package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.reporter.usecase.dashboard.Coordinator.Answer;

/** Instead of what the coordinator would tell. */
final class SilentPart {
  private SilentPart() {}

  static void write(Html html, Answer answer) {
    html.raw("<div class=\"notice\"><p>");
    switch (answer) {
      case Answer.Silent silent -> {
        html.raw("<strong>The coordinator does not answer.</strong> ").text(silent.why(), 200);
        html.raw("</p><p>What history knows is shown all the same. Is the coordinator up, and is");
        html.raw(" <code>reporter.coordinator_url</code> where it is?");
      }
      case Answer.Refused refused -> {
        if (refused.status() == 404) {
          html.raw(
              "<strong>The coordinator does not know it.</strong> It may have forgotten it, or");
          html.raw(
              " this is not the coordinator: <code>reporter.coordinator_url</code> says where it"
                  + " is.");
        } else {
          html.raw("<strong>The coordinator refuses.</strong> ").text(refused.why(), 300);
        }
      }
      case Answer.Told told -> html.raw("");
    }
    html.raw("</p></div>");
  }
}
