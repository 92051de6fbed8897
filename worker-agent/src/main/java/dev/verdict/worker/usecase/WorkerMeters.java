package dev.verdict.worker.usecase;

import dev.verdict.contract.message.AttemptNews.End;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** What an operator sees of a worker. */
public final class WorkerMeters {
  private final MeterRegistry registry;
  private final String worker;

  public WorkerMeters(MeterRegistry registry, String worker, WorkerState state) {
    this.registry = registry;
    this.worker = worker;
    gauge("verdict_worker_busy", "slots in which something runs", state, s -> s.held().busy());
    gauge("verdict_worker_held", "attempts that are held", state, s -> s.held().refs().size());
    gauge(
        "verdict_worker_leases_lost",
        "attempts given up without a word",
        state,
        s -> s.leasesLost());
  }

  void ended(@Nullable End end) {
    String word = end == null ? "forgotten" : end.word();
    registry.counter("verdict_worker_attempts", "worker", worker, "end", word).increment();
  }

  private void gauge(
      String name,
      String description,
      WorkerState state,
      java.util.function.ToDoubleFunction<WorkerState> value) {
    Gauge.builder(name, state, value)
        .description(description)
        .tag("worker", worker)
        .register(registry);
  }
}
