package dev.verdict.reporter.usecase.dashboard;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes pages that somebody looks at when what they show has changed. What this process takes in
 * wakes them at once. What another reporter takes in is found by one look a second at the runs that
 * are watched, however many watch; nobody watches, nobody looks.
 */
public final class LiveChanges {
  private static final Logger LOG = LoggerFactory.getLogger(LiveChanges.class);
  private static final long LOOK_EVERY_MS = 1_000;

  private final Vertx vertx;
  private final Function<List<UUID>, Future<Dashboard.Stamps>> stamps;
  private final int most;
  private final int mostOfOne;
  private final Set<Watch> watches = ConcurrentHashMap.newKeySet();
  private final Map<UUID, String> seen = new HashMap<>();
  private @Nullable String seenAny;
  private boolean looking;
  private boolean stopped;
  private long timer = -1;

  /**
   * @param most who may look at once
   * @param mostOfOne how often one visitor may, so that nobody takes all places
   */
  public LiveChanges(
      Vertx vertx, Function<List<UUID>, Future<Dashboard.Stamps>> stamps, int most, int mostOfOne) {
    this.vertx = vertx;
    this.stamps = stamps;
    this.most = most;
    this.mostOfOne = mostOfOne;
  }

  /** Somebody who looks; at one run, or at all of them. */
  public final class Watch {
    private final String visitor;
    private final @Nullable UUID run;
    private final Runnable wake;

    private Watch(String visitor, @Nullable UUID run, Runnable wake) {
      this.visitor = visitor;
      this.run = run;
      this.wake = wake;
    }

    public void end() {
      watches.remove(this);
    }
  }

  /**
   * Nothing when as many look as may.
   *
   * @param visitor who looks
   * @param run absent for all runs
   */
  public synchronized Optional<Watch> watch(String visitor, @Nullable UUID run, Runnable wake) {
    long his = watches.stream().filter(watch -> watch.visitor.equals(visitor)).count();
    if (stopped || watches.size() >= most || his >= mostOfOne) {
      return Optional.empty();
    }
    Watch watch = new Watch(visitor, run, wake);
    watches.add(watch);
    if (timer < 0) {
      timer = vertx.setPeriodic(LOOK_EVERY_MS, now -> look());
    }
    return Optional.of(watch);
  }

  public int watching() {
    return watches.size();
  }

  /** These runs have changed. */
  public void changed(Collection<UUID> runs) {
    for (Watch watch : watches) {
      if (watch.run == null ? !runs.isEmpty() : runs.contains(watch.run)) {
        watch.wake.run();
      }
    }
  }

  public synchronized void stop() {
    stopped = true;
    rest();
    watches.clear();
  }

  private synchronized void look() {
    if (watches.isEmpty()) {
      rest();
      return;
    }
    if (looking) {
      return;
    }
    looking = true;
    List<UUID> runs =
        watches.stream().map(watch -> watch.run).filter(Objects::nonNull).distinct().toList();
    stamps
        .apply(runs)
        .onSuccess(this::compare)
        .onFailure(failure -> LOG.debug("changes cannot be seen now", failure))
        .onComplete(done -> looked());
  }

  private synchronized void looked() {
    looking = false;
  }

  private void compare(Dashboard.Stamps now) {
    List<Watch> woken;
    synchronized (this) {
      Map<UUID, String> before = Map.copyOf(seen);
      String anyBefore = seenAny;
      seen.clear();
      seen.putAll(now.runs());
      seenAny = now.any();
      woken =
          watches.stream()
              .filter(
                  watch ->
                      // Also when nothing was seen before: something may have come between the
                      // first page and the first look.
                      watch.run == null
                          ? !Objects.equals(anyBefore, now.any())
                          : !Objects.equals(before.get(watch.run), now.runs().get(watch.run)))
              .toList();
    }
    woken.forEach(watch -> watch.wake.run());
  }

  private synchronized void rest() {
    if (timer >= 0) {
      vertx.cancelTimer(timer);
      timer = -1;
    }
    seen.clear();
    seenAny = null;
  }
}
