package dev.verdict.ci.http;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who may call one host with one credential, and when. One for all providers that share both.
 *
 * <p>A call starts if the host asked for no pause, if fewer than {@code concurrency} are under way,
 * if the rate that was set allows it, and if what the server said was left is more than what is
 * under way. The others wait in turn.
 */
final class Limiter {
  /** A little over a second, because clocks tick in steps. */
  private static final Duration RATE_WINDOW = Duration.ofMillis(1_010);

  private static final Duration SEEN_FOR_SURE = Duration.ofSeconds(5);

  private static final Duration MOVES = Duration.ofSeconds(2);

  private static final int MOST_WINDOWS = 16;

  private record Waiter(Instant deadline, Promise<Void> turn) {}

  private record Window(long left, Instant reset) {}

  private final Clock clock;
  private final Timers timers;
  private final int concurrency;
  private final int perSecond;
  private final int mostWaiting;

  private final ArrayDeque<Waiter> waiting = new ArrayDeque<>();

  /** When those under way began, and when others ended: what counts for calls a second. */
  private final ArrayDeque<Instant> begun = new ArrayDeque<>();

  private final ArrayDeque<Instant> ended = new ArrayDeque<>();
  private final Map<String, Window> windows = new HashMap<>();
  private int underWay;
  private Instant pausedUntil = Instant.MIN;
  private @Nullable Instant wakeAt;

  Limiter(Clock clock, Timers timers, int concurrency, int perSecond, int mostWaiting) {
    this.clock = clock;
    this.timers = timers;
    this.concurrency = concurrency;
    this.perSecond = perSecond;
    this.mostWaiting = mostWaiting;
  }

  /** Fails with {@link TooLate}. Who got a turn gives it back with {@link #done}. */
  Future<Void> turn(Instant deadline) {
    Promise<Void> turn = Promise.promise();
    synchronized (this) {
      if (waiting.size() >= mostWaiting) {
        return Future.failedFuture(
            new TooLate(null, "queue: " + mostWaiting + " calls wait already"));
      }
      waiting.add(new Waiter(deadline, turn));
    }
    admit();
    return turn.future();
  }

  /** A call has ended. */
  void done(@Nullable LimitNews news) {
    synchronized (this) {
      underWay--;
      if (!begun.isEmpty()) {
        begun.remove();
        ended.add(clock.instant());
      }
      if (news != null) {
        learn(news);
      }
    }
    admit();
  }

  /** The server wants no call until then. */
  synchronized void pause(Instant until) {
    if (until.isAfter(pausedUntil)) {
      pausedUntil = until;
    }
  }

  /** What the headers of an answer say, before its call is {@link #done}. */
  synchronized void learn(LimitNews news) {
    if (news.retryAfter() != null) {
      pause(news.retryAfter());
    }
    news.windows().forEach(this::learn);
  }

  private void learn(LimitNews.Window news) {
    Instant reset = news.reset();
    if (reset == null) {
      return;
    }
    Window known = windows.get(news.resource());
    // Answers overtake each other: within a window the lowest number is the latest. "Seconds from
    // now" moves by a second with each answer.
    Duration moves = news.exact() ? Duration.ZERO : MOVES;
    boolean same =
        known != null && Duration.between(known.reset(), reset).abs().compareTo(moves) <= 0;
    long left = known != null && same ? Math.min(known.left(), news.remaining()) : news.remaining();
    if (known != null || windows.size() < MOST_WINDOWS) {
      windows.put(news.resource(), new Window(left, reset));
    }
  }

  private void admit() {
    List<Runnable> told = new ArrayList<>();
    synchronized (this) {
      Instant now = clock.instant();
      windows.values().removeIf(each -> !each.reset().isAfter(now));
      while (!waiting.isEmpty() && possibleAt(now) == null) {
        Waiter next = waiting.remove();
        if (next.deadline().isBefore(now)) {
          told.add(() -> next.turn().fail(new TooLate(null, "its turn did not come in time")));
          continue;
        }
        underWay++;
        if (perSecond > 0) {
          begun.add(now);
        }
        told.add(() -> next.turn().complete());
      }
      giveUpLate(now, told);
      planWake(now);
    }
    told.forEach(Runnable::run);
  }

  /** When a call could start; null: now; the far future: when another has ended. */
  private @Nullable Instant possibleAt(Instant now) {
    if (pausedUntil.isAfter(now)) {
      return pausedUntil;
    }
    Instant later = null;
    for (Window window : windows.values()) {
      if (window.left() - underWay <= 0) {
        // What is under way may turn out not to count; with nothing under way only time helps.
        Instant at = window.left() <= 0 || underWay == 0 ? window.reset() : Instant.MAX;
        later = later == null || at.isAfter(later) ? at : later;
      }
    }
    if (later != null) {
      return later;
    }
    if (underWay >= concurrency) {
      return Instant.MAX;
    }
    return perSecond > 0 ? possibleByRate(now) : null;
  }

  /**
   * A call counts from its beginning until a second after its answer: only then is it sure that the
   * server, which may have seen it late, sees no more than it allows within any second. One that
   * takes very long was seen long ago.
   */
  private @Nullable Instant possibleByRate(Instant now) {
    while (!ended.isEmpty() && !ended.peek().plus(RATE_WINDOW).isAfter(now)) {
      ended.remove();
    }
    while (!begun.isEmpty() && !begun.peek().plus(SEEN_FOR_SURE).isAfter(now)) {
      begun.remove();
    }
    if (begun.size() + ended.size() < perSecond) {
      return null;
    }
    return ended.isEmpty()
        ? begun.element().plus(SEEN_FOR_SURE)
        : ended.element().plus(RATE_WINDOW);
  }

  private void giveUpLate(Instant now, List<Runnable> told) {
    Instant possible = possibleAt(now);
    boolean known = possible != null && possible.isBefore(Instant.MAX);
    Iterator<Waiter> each = waiting.iterator();
    while (each.hasNext()) {
      Waiter waiter = each.next();
      if (known && waiter.deadline().isBefore(possible)) {
        each.remove();
        told.add(
            () -> waiter.turn().fail(new TooLate(possible, "no more calls until " + possible)));
      } else if (waiter.deadline().isBefore(now)) {
        each.remove();
        told.add(() -> waiter.turn().fail(new TooLate(null, "its turn did not come in time")));
      }
    }
  }

  private void planWake(Instant now) {
    if (waiting.isEmpty()) {
      return;
    }
    Instant at = waiting.stream().map(Waiter::deadline).min(Instant::compareTo).orElseThrow();
    at = at.plusMillis(1);
    Instant possible = possibleAt(now);
    if (possible != null && possible.isBefore(at)) {
      at = possible;
    }
    if (wakeAt != null && wakeAt.isAfter(now) && !at.isBefore(wakeAt)) {
      return;
    }
    wakeAt = at;
    timers.after(Duration.between(now, at).plusMillis(1), this::woken);
  }

  private void woken() {
    synchronized (this) {
      wakeAt = null;
    }
    admit();
  }
}
