package dev.verdict.ci.http;

import dev.verdict.plugin.ci.Operation;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Calls and limits as meters. */
public final class MicrometerCalls implements CallListener {
  private final MeterRegistry registry;
  private final Map<String, AtomicLong> left = new ConcurrentHashMap<>();

  public MicrometerCalls(MeterRegistry registry) {
    this.registry = registry;
  }

  @Override
  public void called(String provider, Operation operation, String outcome, Duration took) {
    Timer.builder("distributed_testing_provider_calls")
        .description("Calls to CI systems, each try for itself")
        .tag("provider", provider)
        .tag("operation", operation.word())
        .tag("outcome", outcome)
        .register(registry)
        .record(took);
  }

  @Override
  public void left(String provider, long remaining) {
    left.computeIfAbsent(provider, this::gauge).set(remaining);
  }

  private AtomicLong gauge(String provider) {
    AtomicLong value = new AtomicLong();
    Gauge.builder("distributed_testing_provider_rate_limit_left", value, AtomicLong::get)
        .description("What the CI system said is left of its limit")
        .tag("provider", provider)
        .register(registry);
    return value;
  }
}
