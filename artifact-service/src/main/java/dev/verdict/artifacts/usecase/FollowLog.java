package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.domain.LogKey;
import dev.verdict.artifacts.domain.LogState;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Reads a log, also while it is written. */
public final class FollowLog {
  /** How long a follower waits for a log to begin. */
  private static final Duration BEGINS_WITHIN = Duration.ofSeconds(30);

  private final Vertx vertx;
  private final LogLedger ledger;
  private final LogFiles files;
  private final ReadArtifacts artifacts;
  private final LogSignals signals;
  private final LogRules rules;
  private final Clock clock;

  public FollowLog(
      Vertx vertx,
      LogLedger ledger,
      LogFiles files,
      ReadArtifacts artifacts,
      LogSignals signals,
      LogRules rules,
      Clock clock) {
    this.vertx = vertx;
    this.ledger = ledger;
    this.files = files;
    this.artifacts = artifacts;
    this.signals = signals;
    this.rules = rules;
    this.clock = clock;
  }

  /**
   * Opens the log from an offset on. Empty when there is none; who follows waits a while for one to
   * begin.
   */
  public Future<Optional<FollowedLog>> open(LogKey key, long offset, boolean follow) {
    FollowedLog followed = new FollowedLog(this, key, offset, follow);
    Instant late =
        clock.instant().plus(Collections.min(List.of(BEGINS_WITHIN, rules.followIdle())));
    return (follow ? begun(key, late) : ledger.find(key))
        .compose(found -> found.map(log -> opened(followed, log)).orElseGet(FollowLog::none));
  }

  private static Future<Optional<FollowedLog>> none() {
    return Future.succeededFuture(Optional.empty());
  }

  /** The first look is taken at once, so that a log that is gone is told before any byte. */
  private Future<Optional<FollowedLog>> opened(FollowedLog followed, LogState log) {
    return log.isLost()
        ? Future.failedFuture(new LogGone(log.key()))
        : followed.prepare(log).map(Optional.of(followed));
  }

  private Future<Optional<LogState>> begun(LogKey key, Instant late) {
    Promise<Void> change = signals.next(key);
    return ledger
        .find(key)
        .compose(
            found -> {
              if (found.isPresent() || clock.instant().isAfter(late)) {
                signals.cancel(key, change);
                return Future.succeededFuture(found);
              }
              return await(key, change).compose(woken -> begun(key, late));
            });
  }

  /** Until the change, or the next look. Never fails. */
  Future<Void> await(LogKey key, Promise<Void> change) {
    long poll = Math.min(LogRules.FALLBACK_POLL.toMillis(), rules.followIdle().toMillis());
    long timer = vertx.setTimer(Math.max(1, poll), late -> signals.cancel(key, change));
    return change.future().onComplete(woken -> vertx.cancelTimer(timer));
  }

  LogLedger ledger() {
    return ledger;
  }

  LogFiles files() {
    return files;
  }

  ReadArtifacts artifacts() {
    return artifacts;
  }

  LogSignals signals() {
    return signals;
  }

  LogRules rules() {
    return rules;
  }

  Clock clock() {
    return clock;
  }
}
