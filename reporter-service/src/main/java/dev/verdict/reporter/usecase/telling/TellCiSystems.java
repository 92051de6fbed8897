package dev.verdict.reporter.usecase.telling;

import dev.verdict.reporter.domain.telling.Telling;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells what is due, so many places at a time for each provider, whenever events were taken in, a
 * telling has ended, or some time has passed.
 *
 * <pre>
 *  woken ──▶ which providers ──▶ claim as many as there is room ──▶ tell each ──▶ woken
 * </pre>
 */
public final class TellCiSystems {
  private static final Logger LOG = LoggerFactory.getLogger(TellCiSystems.class);

  /** A limit counts calls of a second; whoever comes next must not add to ours. */
  private static final Duration BEFORE_OTHERS = Duration.ofMillis(1_100);

  private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  private final Vertx vertx;
  private final Tellings tellings;
  private final Function<Telling, Future<Void>> tell;
  private final TellingRules rules;
  private final Set<Telling> underWay = new LinkedHashSet<>();
  private final Set<String> lanes = new HashSet<>();
  private final List<Promise<Void>> awaitingQuiet = new ArrayList<>();
  private boolean passing;
  private boolean again;
  private boolean stopped;
  private long poll = -1;
  private long keep = -1;

  /**
   * @param tell tells one place and notes what came of it; never fails
   */
  public TellCiSystems(
      Vertx vertx, Tellings tellings, Function<Telling, Future<Void>> tell, TellingRules rules) {
    this.vertx = vertx;
    this.tellings = tellings;
    this.tell = tell;
    this.rules = rules;
  }

  /** What was refused before may be allowed by other settings now. */
  public Future<Void> start() {
    return tellings
        .tryRefusedAgain()
        .onSuccess(
            done -> {
              synchronized (this) {
                if (!stopped) {
                  poll = vertx.setPeriodic(rules.poll().toMillis(), now -> wake());
                  keep = vertx.setPeriodic(rules.lease().toMillis() / 3, now -> keepClaims());
                }
              }
              wake();
            });
  }

  /** Something may be due. */
  public void wake() {
    synchronized (this) {
      if (stopped) {
        return;
      }
      if (passing) {
        again = true;
        return;
      }
      passing = true;
      again = false;
    }
    pass()
        .onComplete(
            done -> {
              if (done.failed()) {
                LOG.warn("What is to be told could not be read: {}", done.cause().toString());
              }
              passed(done.succeeded());
            });
  }

  private Future<Void> pass() {
    return tellings
        .holdLanes(rules.lease())
        .compose(
            providers -> {
              List<Future<Void>> claims = providers.stream().map(this::claim).toList();
              return Future.join(claims).compose(claimed -> giveIdleLanes(providers));
            });
  }

  private Future<Void> claim(String provider) {
    int room;
    synchronized (this) {
      lanes.add(provider);
      room = rules.concurrency() - tellingTo(provider);
    }
    return room <= 0
        ? Future.succeededFuture()
        : tellings
            .claim(provider, room, rules.lease())
            .onSuccess(claimed -> claimed.forEach(this::begin))
            .mapEmpty();
  }

  private int tellingTo(String provider) {
    return (int) underWay.stream().filter(each -> each.provider().equals(provider)).count();
  }

  private void begin(Telling telling) {
    synchronized (this) {
      underWay.add(telling);
    }
    tell.apply(telling).onComplete(done -> ended(telling));
  }

  private void ended(Telling telling) {
    List<Promise<Void>> quiet = List.of();
    synchronized (this) {
      underWay.remove(telling);
      if (underWay.isEmpty()) {
        quiet = List.copyOf(awaitingQuiet);
        awaitingQuiet.clear();
      }
    }
    quiet.forEach(Promise::tryComplete);
    wake();
  }

  private Future<Void> giveIdleLanes(List<String> due) {
    List<String> idle = new ArrayList<>();
    synchronized (this) {
      for (String lane : List.copyOf(lanes)) {
        if (!due.contains(lane) && tellingTo(lane) == 0) {
          lanes.remove(lane);
          idle.add(lane);
        }
      }
    }
    return Future.join(idle.stream().map(lane -> tellings.giveLane(lane, BEFORE_OTHERS)).toList())
        .mapEmpty();
  }

  private void passed(boolean well) {
    boolean next;
    synchronized (this) {
      passing = false;
      next = again && well;
    }
    if (next) {
      wake();
    }
  }

  private void keepClaims() {
    List<Telling> mine;
    synchronized (this) {
      mine = List.copyOf(underWay);
    }
    if (!mine.isEmpty()) {
      tellings
          .keep(mine, rules.lease())
          .onFailure(failure -> LOG.warn("Claims could not be kept: {}", failure.toString()));
    }
  }

  /** What is under way may end, within a time; what does not is taken up by another. */
  public Future<Void> stop() {
    Future<Void> quiet;
    List<String> held;
    synchronized (this) {
      stopped = true;
      vertx.cancelTimer(poll);
      vertx.cancelTimer(keep);
      Promise<Void> promise = Promise.promise();
      if (underWay.isEmpty()) {
        promise.complete();
      } else {
        awaitingQuiet.add(promise);
      }
      quiet = promise.future();
      held = List.copyOf(lanes);
      lanes.clear();
    }
    return quiet
        .timeout(STOP_WITHIN.toMillis(), TimeUnit.MILLISECONDS)
        .transform(
            ended ->
                Future.join(
                    held.stream().map(lane -> tellings.giveLane(lane, BEFORE_OTHERS)).toList()))
        .<Void>mapEmpty()
        .otherwiseEmpty();
  }
}
