package dev.verdict.reporter.usecase.telling;

import dev.verdict.contract.Verdict;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.usecase.telling.TellOne.Outcome;
import dev.verdict.reports.write.markdown.CommentReport;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Puts the comment of a suite at a pull request, found again by its mark and edited. */
public final class SayComment {
  private final Vertx vertx;
  private final TellingRules rules;

  public SayComment(Vertx vertx, TellingRules rules) {
    this.vertx = vertx;
    this.rules = rules;
  }

  Future<Outcome> say(CiProvider provider, Telling telling, Story story) {
    Verdict verdict = story.verdict();
    if (verdict == null || !isWanted(telling, verdict)) {
      return Future.succeededFuture(Outcome.asBefore(telling));
    }
    CommentReport comment =
        new CommentReport(
            rules.template(), provider.longestComment(), new Pages(rules.publicUrl()));
    return vertx
        .executeBlocking(() -> comment.text(story.report(), story.baseline()), false)
        .compose(body -> put(provider, telling, story, body));
  }

  private Future<Outcome> put(CiProvider provider, Telling telling, Story story, String body) {
    Said said = Said.of(story.state().word(), story.title(), story.verdict(), body);
    if (said.saysTheSameAs(telling.said())) {
      return Future.succeededFuture(Outcome.asBefore(telling));
    }
    // One for each run has the run in its mark: it too is found again after a death of ours.
    String mark =
        rules.oneComment() ? telling.suite() : telling.suite() + " run " + telling.runId();
    return provider
        .addPrComment(new PrComment(telling.subject(), "suite=" + mark, body))
        .map(posted -> new Outcome(said, true, posted.id(), posted.url()));
  }

  /** A comment that is there is not left red: it says what became of it. */
  private boolean isWanted(Telling telling, Verdict verdict) {
    Said before = telling.said();
    return switch (rules.comment()) {
      case ALWAYS -> true;
      case ON_FAILURE -> !verdict.isGood() || before != null;
      case ON_CHANGE -> before == null || before.verdict() != verdict;
    };
  }
}
