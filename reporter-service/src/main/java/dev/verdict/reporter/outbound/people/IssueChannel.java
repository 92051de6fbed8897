package dev.verdict.reporter.outbound.people;

import dev.verdict.plugin.ci.CiProvider;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.PostedComment;
import dev.verdict.plugin.ci.PrComment;
import dev.verdict.plugin.ci.RateLimitError;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.reporter.usecase.notify.Channel;
import dev.verdict.reporter.usecase.notify.Envelope;
import dev.verdict.reporter.usecase.telling.CiSystems;
import dev.verdict.reports.message.GitHubMessage;
import dev.verdict.reports.message.Message;
import dev.verdict.runtime.logging.Masking;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An issue at GitHub that people watch: each message is a comment. A message that is tried again
 * has the same mark and is found, so it never stands there twice.
 */
public final class IssueChannel implements Channel {
  public static final String NAME = "github";

  private final CiSystems systems;
  private final Issue issue;
  private final Duration timeout;
  private final Clock clock;

  /** Which one. */
  public record Issue(String repository, int number) {}

  /**
   * @param timeout of a try, in which comments are looked through for the mark
   */
  public IssueChannel(CiSystems systems, Issue issue, Duration timeout, Clock clock) {
    this.systems = systems;
    this.issue = issue;
    this.timeout = timeout;
    this.clock = clock;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public Future<Outcome> send(Message message, Envelope envelope) {
    return Future.succeededFuture()
        .map(now -> systems.of(Operation.ADD_PR_COMMENT, NAME, issue.repository()))
        .compose(github -> comment(github, message, envelope))
        .timeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .<Outcome>map(posted -> new Outcome.Sent())
        .otherwise(this::failed);
  }

  private Future<PostedComment> comment(CiProvider github, Message message, Envelope envelope) {
    String body = GitHubMessage.of(message, github.longestComment());
    String mark = "notification=" + envelope.id();
    return github.addPrComment(new PrComment(String.valueOf(issue.number()), mark, body));
  }

  private Outcome failed(Throwable failure) {
    String why = Masking.mask(String.valueOf(failure.getMessage()));
    return failure instanceof ResourceNotFoundError
        ? new Outcome.Refused(why)
        : new Outcome.Later(why, pause(failure));
  }

  private @Nullable Duration pause(Throwable failure) {
    if (failure instanceof RateLimitError limit) {
      return limit
          .until()
          .map(until -> Duration.between(clock.instant(), until).plusSeconds(1))
          .filter(wait -> !wait.isNegative())
          .orElse(null);
    }
    return null;
  }
}
