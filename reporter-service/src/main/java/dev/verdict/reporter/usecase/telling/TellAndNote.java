package dev.verdict.reporter.usecase.telling;

import dev.verdict.plugin.ci.AuthenticationError;
import dev.verdict.plugin.ci.CiProviderError;
import dev.verdict.plugin.ci.ConfigurationError;
import dev.verdict.plugin.ci.ConnectionError;
import dev.verdict.plugin.ci.PermissionError;
import dev.verdict.plugin.ci.RateLimitError;
import dev.verdict.plugin.ci.ResourceNotFoundError;
import dev.verdict.reporter.domain.telling.Telling;
import dev.verdict.reporter.usecase.telling.TellOne.Outcome;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one place and notes what came of it.
 *
 * <pre>
 *  told ─────────────────────────────────▶ told; the first after failures wakes what else waits
 *  no connection, a limit, or our fault ──▶ again later, for as long as the rules say
 *  not found ─────────────────────────────▶ a few times again: a commit may not be known there yet
 *  everything else ───────────────────────▶ refused: said once, until something newer comes
 * </pre>
 */
public final class TellAndNote {
  private static final Logger LOG = LoggerFactory.getLogger(TellAndNote.class);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
  private static final Duration LONGEST_LIMIT = Duration.ofHours(2);
  private static final int TRIES_TO_FIND = 6;
  private static final int MOST_COMPLAINTS = 1_000;

  private final TellOne tellOne;
  private final Tellings tellings;
  private final TellingRules rules;
  private final TellingMeters meters;
  private final Clock clock;
  private final Set<String> failing = ConcurrentHashMap.newKeySet();
  private final Set<String> complaints = ConcurrentHashMap.newKeySet();

  public TellAndNote(
      TellOne tellOne, Tellings tellings, TellingRules rules, TellingMeters meters, Clock clock) {
    this.tellOne = tellOne;
    this.tellings = tellings;
    this.rules = rules;
    this.meters = meters;
    this.clock = clock;
  }

  /** Never fails. */
  public Future<Void> tell(Telling telling) {
    Future<Outcome> attempt;
    try {
      attempt = tellOne.tell(telling);
    } catch (RuntimeException e) {
      attempt = Future.failedFuture(e);
    }
    return attempt
        .transform(
            done -> done.succeeded() ? told(telling, done.result()) : failed(telling, done.cause()))
        .recover(
            failure -> {
              // The claim runs out, and then it is looked at again.
              LOG.warn(
                  "What was told of run {} could not be noted: {}",
                  telling.runId(),
                  failure.toString());
              return Future.succeededFuture();
            });
  }

  private Future<Void> told(Telling telling, Outcome outcome) {
    meters.told(telling, outcome.anew(), clock.instant());
    boolean back = outcome.anew() && failing.remove(telling.provider());
    return tellings
        .told(
            telling,
            outcome.said(),
            outcome.anew(),
            outcome.remoteId(),
            outcome.url(),
            rules.interval())
        .compose(ours -> ours ? Future.<Void>succeededFuture() : overtaken(telling, outcome))
        .compose(
            noted ->
                back
                    ? tellings.providerIsBack(telling.provider())
                    : Future.<Void>succeededFuture());
  }

  private Future<Void> overtaken(Telling telling, Outcome outcome) {
    return outcome.anew() ? tellings.tellAgain(telling) : Future.succeededFuture();
  }

  private Future<Void> failed(Telling telling, Throwable failure) {
    String error =
        failure instanceof CiProviderError said
            ? String.valueOf(said.getMessage())
            : "it could not be told: " + failure;
    if (isRefusal(telling, failure)) {
      meters.failed(telling, "refused");
      complain(telling, failure, error);
      return tellings.refused(telling, error).mapEmpty();
    }
    meters.failed(telling, "failed");
    failing.add(telling.provider());
    Duration pause = pause(telling, failure);
    LOG.debug("Run {} is told again in {}: {}", telling.runId(), pause, error);
    if (telling.tries() == 0) {
      complain(telling, failure, error);
    }
    return tellings.failed(telling, error, pause).mapEmpty();
  }

  private boolean isRefusal(Telling telling, Throwable failure) {
    Instant since = telling.failingSince();
    if (since != null && since.plus(rules.giveUpAfter()).isBefore(clock.instant())) {
      return true;
    }
    if (!(failure instanceof CiProviderError error)) {
      return false;
    }
    return switch (error) {
      case ConnectionError lost -> false;
      case RateLimitError later -> false;
      case ResourceNotFoundError hidden -> telling.tries() + 1 >= TRIES_TO_FIND;
      case AuthenticationError wrong -> true;
      case PermissionError wrong -> true;
      case ConfigurationError wrong -> true;
    };
  }

  /** Up to twice as long each time; those that failed together do not come back together. */
  private Duration pause(Telling telling, Throwable failure) {
    if (failure instanceof RateLimitError limit && limit.until().isPresent()) {
      Duration until = Duration.between(clock.instant(), limit.until().get());
      Duration bounded = until.compareTo(LONGEST_LIMIT) > 0 ? LONGEST_LIMIT : until;
      return bounded.isNegative() ? Duration.ofSeconds(1) : bounded.plus(jitter(1_000));
    }
    long most = Math.min(LONGEST_PAUSE.toMillis(), 1_000L << Math.min(telling.tries(), 10));
    return Duration.ofMillis(most / 2).plus(jitter(most / 2));
  }

  private static Duration jitter(long most) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(most + 1));
  }

  /** The same is complained of once; everybody finds his own at the run. */
  private void complain(Telling telling, Throwable failure, String error) {
    String kind =
        telling.provider() + " " + telling.repository() + " " + failure.getClass().getName();
    if (complaints.size() < MOST_COMPLAINTS && complaints.add(kind + telling.surface())) {
      LOG.atWarn()
          .addKeyValue("run", telling.runId())
          .log("Not told as {}: {}", telling.surface().word(), error);
    }
  }
}
