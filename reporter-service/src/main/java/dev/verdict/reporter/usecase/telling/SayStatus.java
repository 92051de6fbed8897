package dev.verdict.reporter.usecase.telling;

import dev.verdict.plugin.ci.BuildStatus;
import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.reporter.domain.RunOrigin;
import dev.verdict.reporter.domain.telling.Said;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.usecase.telling.TellOne.Outcome;
import io.vertx.core.Future;

/** Marks the commit: passed or not, in one line, with a link. */
public final class SayStatus {
  private final TellingRules rules;

  public SayStatus(TellingRules rules) {
    this.rules = rules;
  }

  Future<Outcome> say(CiProvider provider, Telling telling, Story story) {
    RunOrigin origin = story.run().origin();
    BuildStatus status =
        new BuildStatus(
            telling.subject(),
            story.state(),
            rules.contextOf(telling.suite()),
            story.title(),
            story.page(),
            origin.branch(),
            origin.prNumber());
    Said said =
        Said.of(story.state().word(), story.title(), story.verdict(), String.valueOf(story.page()));
    return said.saysTheSameAs(telling.said())
        ? Future.succeededFuture(Outcome.asBefore(telling))
        : provider.setBuildStatus(status).map(done -> new Outcome(said, true, null, story.page()));
  }
}
