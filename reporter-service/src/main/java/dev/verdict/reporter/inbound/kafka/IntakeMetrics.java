package dev.verdict.reporter.inbound.kafka;

import dev.verdict.reporter.domain.RunChanges;
import dev.verdict.runtime.kafka.ReceivedBatch;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;

/** How much is taken in and how long it takes. */
public final class IntakeMetrics {
  private final Timer batches;
  private final Counter records;
  private final Counter results;

  public IntakeMetrics(MeterRegistry registry) {
    batches =
        Timer.builder("verdict_reporter_batch_duration")
            .description("From a batch of events to its committed transaction")
            .serviceLevelObjectives(
                Duration.ofMillis(5),
                Duration.ofMillis(20),
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofSeconds(1),
                Duration.ofSeconds(5))
            .register(registry);
    records =
        Counter.builder("verdict_reporter_events")
            .description("Events taken in")
            .register(registry);
    results =
        Counter.builder("verdict_reporter_rows")
            .description("Results of tests written to history")
            .register(registry);
  }

  void taken(ReceivedBatch batch, long nanos) {
    batches.record(Duration.ofNanos(nanos));
    records.increment(batch.records().size());
  }

  void written(List<RunChanges> changes) {
    results.increment(changes.stream().mapToInt(run -> run.results().size()).sum());
  }
}
