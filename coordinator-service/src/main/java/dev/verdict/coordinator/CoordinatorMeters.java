package dev.verdict.coordinator;

import dev.verdict.contract.TaskStatus;
import dev.verdict.contract.event.EventData;
import dev.verdict.coordinator.inbound.kafka.NewsReader;
import dev.verdict.coordinator.outbound.pg.PgQueueFigures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The coordinator's figures. They are there from the start, so that a dashboard shows 0 and not
 * nothing.
 */
final class CoordinatorMeters {
  private final MeterRegistry registry;
  private final Timer duration;
  private final Counter leasesLost;
  private final MultiGauge depth;
  private final MultiGauge age;
  private final MultiGauge workers;
  private final AtomicLong outboxWaiting;
  private final AtomicLong outboxOldestMillis = new AtomicLong();

  CoordinatorMeters(MeterRegistry registry) {
    this.registry = registry;
    for (TaskStatus status : TaskStatus.values()) {
      if (status.isFinal()) {
        finished(status);
      }
    }
    NewsReader.outcomes()
        .forEach(
            outcome -> registry.counter("distributed_testing_attempt_news", "outcome", outcome));
    duration =
        Timer.builder("distributed_testing_task_duration")
            .description("How long tasks ran, in seconds.")
            .serviceLevelObjectives(
                seconds(0.1),
                seconds(0.5),
                seconds(1),
                seconds(5),
                seconds(10),
                seconds(30),
                seconds(60),
                seconds(120))
            .register(registry);
    leasesLost =
        Counter.builder("distributed_testing_leases_lost")
            .description("Leases that ran out before their attempt was finished.")
            .register(registry);
    depth = gauge("distributed_testing_queue_depth", "Tasks that wait, by what they need.");
    age = gauge("distributed_testing_queue_age_seconds", "How long the oldest of them waits.");
    workers = gauge("distributed_testing_workers", "Workers by state.");
    outboxWaiting = registry.gauge("distributed_testing_outbox_waiting", new AtomicLong());
    registry.gauge(
        "distributed_testing_outbox_lag_seconds",
        outboxOldestMillis,
        millis -> millis.get() / 1000.0);
  }

  /** What became of a delivery; the providers are those that are installed. */
  void delivery(String provider, String outcome) {
    registry
        .counter("distributed_testing_webhook_deliveries", "provider", provider, "outcome", outcome)
        .increment();
  }

  /** How a request of a webhook was answered. */
  void webhook(String provider, int status) {
    requests(provider, status).increment();
  }

  /** What became of one that never came, or that nobody could be asked. */
  void lostWebhook(String provider, String outcome) {
    registry
        .counter("distributed_testing_webhooks_lost", "provider", provider, "outcome", outcome)
        .increment();
  }

  void expectLostWebhooks(Collection<String> providers) {
    for (String provider : providers) {
      for (String outcome : List.of("made_up", "given_up", "not_asked")) {
        registry.counter(
            "distributed_testing_webhooks_lost", "provider", provider, "outcome", outcome);
      }
    }
  }

  /** An increase from nothing is none to Prometheus: so what matters is there from the start. */
  void expectWebhooks(Collection<String> providers) {
    for (String provider : providers) {
      List.of(202, 401).forEach(status -> requests(provider, status));
    }
  }

  private Counter requests(String provider, int status) {
    return registry.counter(
        "distributed_testing_webhook_requests",
        "provider",
        provider,
        "status",
        Integer.toString(status));
  }

  private MultiGauge gauge(String name, String description) {
    return MultiGauge.builder(name).description(description).register(registry);
  }

  private static Duration seconds(double seconds) {
    return Duration.ofMillis((long) (seconds * 1000));
  }

  void settled(EventData.TaskFinished task) {
    finished(task.status()).increment();
    // What never ran says nothing about how long tasks run.
    if (task.startedAt() != null) {
      duration.record(Duration.ofMillis((long) (task.duration() * 1000)));
    }
  }

  private Counter finished(TaskStatus status) {
    return Counter.builder("distributed_testing_tasks")
        .description("Tasks that ended, by how.")
        .tag("status", status.word())
        .register(registry);
  }

  void leasesLost(int count) {
    leasesLost.increment(count);
  }

  void queues(List<PgQueueFigures.Queue> queues) {
    depth.register(
        queues.stream()
            .map(
                queue ->
                    MultiGauge.Row.of(Tags.of("requirement", queue.requirement()), queue.waiting()))
            .toList(),
        true);
    age.register(
        queues.stream()
            .map(
                queue ->
                    MultiGauge.Row.of(
                        Tags.of("requirement", queue.requirement()), queue.oldestSeconds()))
            .toList(),
        true);
  }

  void workers(Map<String, Integer> byStatus) {
    workers.register(
        List.of("active", "draining", "lost", "gone").stream()
            .map(
                status ->
                    MultiGauge.Row.of(Tags.of("state", status), byStatus.getOrDefault(status, 0)))
            .toList(),
        true);
  }

  void outbox(PgQueueFigures.Lag lag) {
    outboxWaiting.set(lag.waiting());
    outboxOldestMillis.set((long) (lag.oldestSeconds() * 1000));
  }
}
