package dev.verdict.artifacts.usecase;

import dev.verdict.artifacts.usecase.FinishedRuns.End;
import dev.verdict.artifacts.usecase.FinishedRuns.Waiting;
import dev.verdict.artifacts.usecase.links.GatherLinks;
import dev.verdict.runtime.lifecycle.BackgroundPass;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells where the files of a finished run are, once for each of its ends.
 *
 * <pre>
 *   heard ──▶ waits ──taken──▶ logs still open? ── a moment later ──▶ waits
 *               ▲                   │ no, or for too long
 *               │                   ▼
 *               └── failed ◀── gather links ──▶ tell ──▶ told
 * </pre>
 *
 * What waits stands in a table. Whoever dies between telling and noting it tells again, and the
 * coordinator takes it once.
 */
public final class TellArtifacts {
  private static final Logger LOG = LoggerFactory.getLogger(TellArtifacts.class);
  private static final int AT_ONCE = 64;

  /** Longer than the slowest CI system is waited for. */
  private static final Duration TAKEN_FOR = Duration.ofMinutes(5);

  /** Of one that does not grow any more nobody knows whether its end will come. */
  static final Duration LOGS_WAIT = Duration.ofMillis(1500);

  /** A long one takes its time; but whoever asks for a report waits for this. */
  static final Duration LOGS_WAIT_AT_MOST = Duration.ofSeconds(6);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
  private static final Duration AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);

  /** How far the logs of a run were, and since when. */
  private record Seen(long revision, Instant at) {}

  private final Vertx vertx;
  private final FinishedRuns finished;
  private final GatherLinks gather;
  private final Announcements announcements;
  private final Clock clock;
  private final BackgroundPass background;
  private final Map<End, Seen> seen = new ConcurrentHashMap<>();
  private final Set<Future<Void>> telling = ConcurrentHashMap.newKeySet();

  public TellArtifacts(
      Vertx vertx,
      FinishedRuns finished,
      GatherLinks gather,
      Announcements announcements,
      Clock clock) {
    this.vertx = vertx;
    this.finished = finished;
    this.gather = gather;
    this.announcements = announcements;
    this.clock = clock;
    this.background =
        new BackgroundPass(
            vertx, "Telling of artifacts", LogRules.FALLBACK_POLL, () -> tellDue().map(false));
  }

  public void start() {
    background.start();
    background.wake();
  }

  public void wake() {
    background.wake();
  }

  /** Takes what is due and begins with it: a slow CI system of one run holds up no other. */
  Future<List<Future<Void>>> tellDue() {
    int room = AT_ONCE - telling.size();
    Instant now = clock.instant();
    return room <= 0
        ? Future.succeededFuture(List.of())
        : finished
            .take(now, now.plus(TAKEN_FOR), room)
            .map(taken -> taken.stream().map(this::begin).toList());
  }

  private Future<Void> begin(Waiting waiting) {
    Future<Void> work = tell(waiting).recover(failure -> failed(waiting.end(), failure));
    telling.add(work);
    work.onComplete(
        done -> {
          if (telling.remove(work) && telling.size() == AT_ONCE - 1) {
            wake();
          }
        });
    return work;
  }

  private Future<Void> tell(Waiting waiting) {
    End end = waiting.end();
    Instant now = clock.instant();
    if (logsCome(waiting, now)) {
      return finished.later(end, now.plus(LOOK_AGAIN)).onSuccess(noted -> wakeIn(LOOK_AGAIN));
    }
    return gather
        .of(end.runId(), end.finish())
        .compose(announcements::tell)
        .compose(sent -> finished.told(end, clock.instant()))
        .onComplete(done -> seen.remove(end));
  }

  private boolean logsCome(Waiting waiting, Instant now) {
    if (!waiting.logs().any() || !now.isBefore(waiting.heardAt().plus(LOGS_WAIT_AT_MOST))) {
      return false;
    }
    long revision = waiting.logs().revision();
    Seen last =
        seen.compute(
            waiting.end(),
            (end, before) ->
                before != null && before.revision() == revision ? before : new Seen(revision, now));
    return waiting.logs().sealing() || now.isBefore(last.at().plus(LOGS_WAIT));
  }

  private Future<Void> failed(End end, Throwable failure) {
    LOG.warn(
        "Run {}: nobody could be told of its artifacts, next try in {}: {}",
        end.runId(),
        AFTER_FAILURE,
        failure.toString());
    return finished
        .later(end, clock.instant().plus(AFTER_FAILURE))
        .onSuccess(noted -> wakeIn(AFTER_FAILURE))
        .otherwiseEmpty();
  }

  private void wakeIn(Duration time) {
    vertx.setTimer(time.toMillis(), now -> wake());
  }

  /** What is not told then waits in the table for who comes next. */
  public Future<Void> stop() {
    return background
        .stop()
        .compose(
            quiet ->
                Future.join(List.copyOf(telling))
                    .timeout(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
                    .transform(done -> Future.<Void>succeededFuture()));
  }
}
