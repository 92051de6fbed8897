package dev.verdict.reporter.inbound.http.pages;

import dev.verdict.contract.Ids;
import dev.verdict.contract.api.Problem;
import dev.verdict.runtime.http.DatabaseAway;
import dev.verdict.runtime.http.Fail;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What went wrong, and what to do about it. */
final class ProblemPage {
  private static final Logger LOG = LoggerFactory.getLogger(ProblemPage.class);

  private ProblemPage() {}

  /** An address that no page has. */
  static Page nowhere(String path) {
    return page(
        404,
        "There is no page here",
        path,
        "Perhaps it was cut or mistyped. Go to <a href=\"/\">all runs</a>; for programs"
            + " <a href=\"/openapi.yaml\">the API is described</a>.");
  }

  static Page of(Throwable failure) {
    if (failure instanceof Fail fail) {
      return ofProblem(fail.problem());
    }
    if (DatabaseAway.is(failure)) {
      LOG.warn("a page cannot be made: {}", failure.toString());
      return page(
          503,
          "History cannot be read now",
          "The database does not answer. Nothing is lost: events wait until it is back.",
          "Try again in a moment; who runs the system sees more at <code>/health</code>.");
    }
    if (failure instanceof TimeoutException) {
      LOG.warn("a page took too long");
      return page(
          503,
          "This takes too long",
          "The database is busy, or the filter leaves very much to look through.",
          "Try again, or narrow it down: a project, a branch, a shorter time.");
    }
    String incident = Ids.next().toString();
    LOG.error("incident {}: a page cannot be made", incident, failure);
    return page(
        500,
        "That is our mistake",
        "This page cannot be made. The log of the reporter tells more under the incident "
            + incident
            + ".",
        "Go back to <a href=\"/\">all runs</a>, and tell who runs the system.");
  }

  private static Page ofProblem(Problem problem) {
    String detail = problem.detail() == null ? "" : problem.detail();
    return switch (problem.status()) {
      case 404 ->
          page(
              404,
              "There is nothing here",
              detail,
              "It may have been forgotten: history is kept for as long as"
                  + " <code>history_retention_days</code> says. A run that was submitted a moment"
                  + " ago takes a second to arrive. Go to <a href=\"/\">all runs</a>.");
      case 400 ->
          page(
              400,
              "This address says something that cannot be",
              detail,
              "Take away the part that is named, or go to <a href=\"/\">all runs</a>.");
      case 403 ->
          page(
              403,
              "This key may not read",
              detail,
              "<a href=\"/login\">Sign in</a> with a key that has the scope <code>read</code>.");
      default ->
          page(problem.status(), String.valueOf(problem.title()), detail, "Try again in a moment.");
    };
  }

  /** {@code todo} is ours; the rest may hold what somebody typed. */
  private static Page page(int status, String title, String what, String todo) {
    Html html = new Html();
    html.raw("<section class=\"note problem\"><h1>").text(title).raw("</h1><p>").text(what, 500);
    html.raw("</p><p>" + todo + "</p></section>");
    return Page.of("", title, html).withStatus(status);
  }
}
