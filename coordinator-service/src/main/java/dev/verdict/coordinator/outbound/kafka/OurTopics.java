package dev.verdict.coordinator.outbound.kafka;

import dev.verdict.contract.Topics;
import dev.verdict.runtime.kafka.TopicSpec;
import java.time.Duration;
import java.util.List;

/** The topics as we make them where an operator has not. */
public final class OurTopics {
  private OurTopics() {}

  public static List<TopicSpec> all(int partitions) {
    return List.of(
        new TopicSpec(Topics.EVENTS, partitions, Duration.ofDays(7)),
        new TopicSpec(Topics.ASSIGNMENTS, partitions, Duration.ofHours(6)),
        new TopicSpec(Topics.ATTEMPTS, partitions, Duration.ofDays(1)),
        new TopicSpec(Topics.WORKERS, partitions, Duration.ofDays(1)),
        new TopicSpec(Topics.LOGS, partitions, Duration.ofHours(12)));
  }
}
