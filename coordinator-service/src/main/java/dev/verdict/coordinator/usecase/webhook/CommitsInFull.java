package dev.verdict.coordinator.usecase.webhook;

import dev.verdict.coordinator.domain.trigger.EventFacts;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.Failure;
import dev.verdict.plugin.ci.Operation;
import dev.verdict.plugin.ci.RateLimitError;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import io.vertx.core.Future;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Asks for the commits that events name by their first digits: a worker can only fetch one that is
 * named in full.
 */
final class CommitsInFull {
  private static final int ALL_DIGITS = 40;
  private static final long LONGEST_SECONDS = 60;

  /** Answers that nobody has come back for yet; more are not kept. */
  private static final int MOST = 1_000;

  private final FullCommits commits;
  private final Map<String, Future<String>> answered = new ConcurrentHashMap<>();

  CommitsInFull(FullCommits commits) {
    this.commits = commits;
  }

  /** Fails with {@link NotYet} the first time. */
  Future<EventFacts> of(EventFacts event) {
    String digits = event.sha();
    if (digits.isEmpty() || digits.length() >= ALL_DIGITS) {
      return Future.succeededFuture(event);
    }
    String key = event.provider() + " " + event.repository() + " " + digits;
    Future<String> answer = answered.remove(key);
    return answer == null
        ? Future.failedFuture(new NotYet(key, ask(event, key)))
        : answer.map(event::withSha);
  }

  /** Asking again would not help. */
  static boolean isForGood(Throwable failure) {
    return failure instanceof CiProviderError
        && !(failure instanceof ConnectionError)
        && !(failure instanceof RateLimitError);
  }

  private Future<String> ask(EventFacts event, String key) {
    return commits
        .of(event.provider(), event.repository(), event.sha())
        .timeout(LONGEST_SECONDS, TimeUnit.SECONDS)
        .compose(
            full ->
                full.startsWith(event.sha()) && full.length() >= ALL_DIGITS
                    ? Future.succeededFuture(full)
                    : Future.failedFuture(other(event, full)))
        .onComplete(
            done -> {
              if (answered.size() < MOST) {
                answered.put(
                    key,
                    done.succeeded()
                        ? Future.succeededFuture(done.result())
                        : Future.failedFuture(done.cause()));
              }
            });
  }

  private static CiProviderError other(EventFacts event, String full) {
    return new ResourceNotFoundError(
        Failure.of(
            event.provider(),
            Operation.RESOLVE_COMMIT,
            "asked for " + event.sha() + "…, it names " + full,
            "look there which commit it is"));
  }
}
