package dev.verdict.reporter.usecase;

import dev.verdict.contract.Ids;
import dev.verdict.reporter.domain.Metric;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps a figure that somebody measured. A run that was submitted a moment ago may not have come
 * here yet; so an unknown one is looked for again for a while.
 */
public final class RecordMetric {
  private static final String COVERAGE = "coverage";
  private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

  private final Vertx vertx;
  private final History history;
  private final Clock clock;
  private final Duration patience;
  private final Function<UUID, Future<Void>> coverageCame;

  /**
   * @param coverageCame what rests on the coverage of a run is looked at once more
   */
  public RecordMetric(
      Vertx vertx,
      History history,
      Clock clock,
      Duration patience,
      Function<UUID, Future<Void>> coverageCame) {
    this.coverageCame = coverageCame;
    this.vertx = vertx;
    this.history = history;
    this.clock = clock;
    this.patience = patience;
  }

  /** What somebody measured. */
  public record Measured(
      UUID runId,
      @Nullable UUID taskId,
      String metricName,
      double metricValue,
      @Nullable String unit) {}

  /** What came of it. */
  public sealed interface Outcome {
    record Recorded(Metric metric) implements Outcome {}

    /** The same caller has sent the same under the same key before. */
    record RecordedBefore(Metric metric) implements Outcome {}

    /** The same caller has sent something else under the same key. */
    record KeyIsTaken() implements Outcome {}

    record UnknownRun() implements Outcome {}

    record UnknownTask() implements Outcome {}
  }

  /**
   * @param onceAs caller and Idempotency-Key; the same never records twice
   */
  public Future<Outcome> record(Measured measured, Optional<String> onceAs) {
    return owner(measured, System.nanoTime() + patience.toNanos())
        .compose(
            owner -> {
              if (!owner.run()) {
                return Future.succeededFuture(new Outcome.UnknownRun());
              }
              return owner.task()
                  ? add(measured, onceAs)
                  : Future.succeededFuture(new Outcome.UnknownTask());
            });
  }

  private Future<History.Owner> owner(Measured measured, long deadline) {
    return history
        .owner(measured.runId(), measured.taskId())
        .compose(
            owner -> {
              boolean there = owner.run() && owner.task();
              return there || System.nanoTime() >= deadline
                  ? Future.succeededFuture(owner)
                  : vertx
                      .timer(BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS)
                      .compose(again -> owner(measured, deadline));
            });
  }

  private Future<Outcome> add(Measured measured, Optional<String> onceAs) {
    Metric metric =
        new Metric(
            onceAs.map(Metric::idOf).orElseGet(Ids::next),
            measured.runId(),
            measured.taskId(),
            null,
            measured.metricName(),
            measured.metricValue(),
            measured.unit(),
            clock.instant().truncatedTo(ChronoUnit.MICROS));
    return history
        .add(metric)
        .compose(
            added ->
                added
                    ? Future.<Outcome>succeededFuture(new Outcome.Recorded(metric))
                    : history.metric(metric.id()).map(before(metric)))
        // Also the second time: the first may have ended between the two.
        .compose(
            outcome ->
                outcome instanceof Outcome.KeyIsTaken
                    ? Future.succeededFuture(outcome)
                    : told(metric).map(outcome));
  }

  private Future<Void> told(Metric metric) {
    return metric.metricName().equals(COVERAGE)
        ? coverageCame.apply(metric.runId())
        : Future.succeededFuture();
  }

  private static Function<Optional<Metric>, Outcome> before(Metric metric) {
    return found ->
        found
            .filter(kept -> saysTheSame(kept, metric))
            .<Outcome>map(Outcome.RecordedBefore::new)
            .orElseGet(Outcome.KeyIsTaken::new);
  }

  private static boolean saysTheSame(Metric one, Metric other) {
    return one.runId().equals(other.runId())
        && Objects.equals(one.taskId(), other.taskId())
        && one.metricName().equals(other.metricName())
        && Double.compare(one.metricValue(), other.metricValue()) == 0
        && Objects.equals(one.unit(), other.unit());
  }
}
