package dev.verdict.artifacts.usecase.copies;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.concurrent.atomic.AtomicLong;

/** Whether evidence is saved in time. */
public final class CopyMeters {
  private static final String PREFIX = "distributed_testing_artifact_copies";

  private final MeterRegistry registry;
  private final Counter bytes;
  private final AtomicLong waiting = new AtomicLong();

  public CopyMeters(MeterRegistry registry) {
    this.registry = registry;
    this.bytes =
        Counter.builder(PREFIX + "_bytes")
            .description("Bytes copied from CI systems.")
            .register(registry);
    Gauge.builder(PREFIX + "_waiting", waiting, AtomicLong::doubleValue)
        .description("Files of failed runs that are to be copied before they are thrown away.")
        .strongReference(true)
        .register(registry);
    for (CopyQueue.Outcome outcome : CopyQueue.Outcome.values()) {
      counter(outcome.word());
    }
  }

  void copied(long size) {
    bytes.increment(size);
  }

  /**
   * @param outcome how a try ended; {@code retried} if there will be another
   */
  void tried(String outcome) {
    counter(outcome).increment();
  }

  void waiting(long count) {
    waiting.set(count);
  }

  private Counter counter(String outcome) {
    return Counter.builder(PREFIX)
        .description("Files of failed runs at CI systems, by what became of their copy.")
        .tag("outcome", outcome)
        .register(registry);
  }
}
