package dev.verdict.reporter.usecase;

import dev.verdict.reporter.domain.Standing;
import dev.verdict.reports.model.RunReport;
import io.vertx.core.Future;
import io.vertx.core.Timer;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;

/**
 * Gives the report of a run as soon as everything up to its final event has been taken in.
 *
 * <pre>
 *  look ──enough──▶ Ready
 *   ▲ │
 *   │ └─not yet─▶ wait for the signal, at most POLL ──▶ look again
 *   │ └─without links─▶ wait, at most a moment ──▶ look again
 *   │                         │
 *   └─────────────────────────┘ time is up ──▶ Unknown | NotFinal | Behind
 * </pre>
 */
public final class AnswerReport {
  /** Only for what another process has taken in; what this one takes in wakes at once. */
  private static final Duration POLL = Duration.ofMillis(250);

  private final Vertx vertx;
  private final ReportSource source;
  private final CompletionSignals signals;

  public AnswerReport(Vertx vertx, ReportSource source, CompletionSignals signals) {
    this.vertx = vertx;
    this.source = source;
    this.signals = signals;
  }

  /**
   * What somebody wants.
   *
   * @param partial whether a run that is not final will do
   * @param upTo the sequence that must be in it; 0 for none
   * @param patience how long to wait
   * @param origin where users find this system, for links
   * @param forLinks how long of that to wait for the links to the run's files, which come a moment
   *     after its end; the report is given without them too
   */
  public record Wish(
      UUID run, boolean partial, long upTo, Duration patience, URI origin, Duration forLinks) {}

  /** What came of it. */
  public sealed interface Answer {
    record Ready(RunReport report) implements Answer {}

    /** No event has spoken of it. */
    record Unknown() implements Answer {}

    /** It goes on. */
    record NotFinal(String status) implements Answer {}

    /** It is final, or far enough, but not everything of it has come here yet. */
    record Behind() implements Answer {}
  }

  public Future<Answer> answer(Wish wish) {
    long now = System.nanoTime();
    return look(wish, now + wish.patience().toNanos(), now + wish.forLinks().toNanos());
  }

  private Future<Answer> look(Wish wish, long deadline, long linksBy) {
    // The wait begins before the look, so that nothing falls between the two.
    CompletionSignals.Wait wait = signals.await(wish.run());
    return source
        .standing(wish.run())
        .compose(
            standing -> {
              long left = deadline - System.nanoTime();
              if (standing.isPresent() && isEnough(standing.get(), wish)) {
                long forLinks = Math.min(left, linksBy - System.nanoTime());
                if (forLinks > 0 && standing.get().isFinal() && !standing.get().hasLinks()) {
                  return woken(wait, forLinks).compose(again -> look(wish, deadline, linksBy));
                }
                return source.report(standing.get(), wish.origin()).<Answer>map(Answer.Ready::new);
              }
              return left <= 0
                  ? Future.succeededFuture(tooLate(standing, wish))
                  : woken(wait, left).compose(again -> look(wish, deadline, linksBy));
            })
        .onComplete(done -> wait.forget().run());
  }

  private Future<?> woken(CompletionSignals.Wait wait, long left) {
    Timer timer = vertx.timer(Math.min(left, POLL.toNanos()), TimeUnit.NANOSECONDS);
    return Future.any(wait.woken(), timer).onComplete(woken -> timer.cancel());
  }

  private static boolean isEnough(Standing standing, Wish wish) {
    boolean farEnough = wish.upTo() == 0 || standing.isThrough(wish.upTo());
    return farEnough && (wish.partial() || standing.isComplete());
  }

  private static Answer tooLate(Optional<Standing> standing, Wish wish) {
    if (standing.isEmpty()) {
      return new Answer.Unknown();
    }
    boolean goesOn = !standing.get().isFinal() && !wish.partial();
    return goesOn
        ? new Answer.NotFinal(standing.get().run().state().status().word())
        : new Answer.Behind();
  }
}
