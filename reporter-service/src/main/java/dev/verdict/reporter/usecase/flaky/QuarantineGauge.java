package dev.verdict.reporter.usecase.flaky;

import dev.verdict.reporter.domain.flaky.Quarantine.State;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many tests are put aside, by how they stand: what an alert rings for. All reporters tell the
 * same number.
 */
public final class QuarantineGauge {
  private static final Logger LOG = LoggerFactory.getLogger(QuarantineGauge.class);
  private static final Duration LOOK = Duration.ofSeconds(30);
  private static final List<State> OPEN = List.of(State.ACTIVE, State.BROKEN, State.EXPIRED);

  private final Vertx vertx;
  private final QuarantineStore store;
  private final Clock clock;
  private final Map<State, AtomicInteger> counts = new EnumMap<>(State.class);
  private long timer = -1;
  private Future<Void> looking = Future.succeededFuture();

  public QuarantineGauge(Vertx vertx, QuarantineStore store, Clock clock, MeterRegistry registry) {
    this.vertx = vertx;
    this.store = store;
    this.clock = clock;
    for (State state : OPEN) {
      AtomicInteger count = new AtomicInteger();
      counts.put(state, count);
      Gauge.builder("verdict_reporter_quarantines", count, AtomicInteger::get)
          .description("Tests that are put aside and have not been taken back")
          .tag("state", state.word())
          .register(registry);
    }
  }

  public void start() {
    look();
    timer = vertx.setPeriodic(LOOK.toMillis(), now -> look());
  }

  private void look() {
    if (looking.isComplete()) {
      looking =
          store
              .standing(clock.instant())
              .onSuccess(
                  standing ->
                      counts.forEach((state, count) -> count.set(standing.getOrDefault(state, 0))))
              .onFailure(e -> LOG.debug("quarantines cannot be counted now: {}", e.toString()))
              .mapEmpty();
    }
  }

  public Future<Void> stop() {
    vertx.cancelTimer(timer);
    return looking.otherwiseEmpty();
  }
}
