package dev.verdict.runtime.kafka;

import java.time.Duration;
import java.util.Map;

/**
 * A topic as we want it when it is not there yet. One that is there is left as its operator made
 * it.
 */
public record TopicSpec(String name, int partitions, Duration retention, Map<String, String> more) {
  public TopicSpec(String name, int partitions, Duration retention) {
    this(name, partitions, retention, Map.of());
  }
}
