package dev.verdict.runtime.kafka;

import dev.verdict.contract.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The topics as we make them where an operator has not: one place, since whoever starts first makes
 * them.
 */
public final class OurTopics {
  public static final int PARTITIONS = 6;

  /**
   * What workers say has the broker's time, so that a token is judged by when it was shown and not
   * by when it was read.
   */
  private static final Map<String, String> BROKER_TIME =
      Map.of("message.timestamp.type", "LogAppendTime");

  private OurTopics() {}

  public static List<TopicSpec> all(int partitions) {
    return List.of(
        events(partitions),
        new TopicSpec(Topics.ASSIGNMENTS, partitions, Duration.ofHours(6)),
        new TopicSpec(Topics.ATTEMPTS, partitions, Duration.ofDays(1), BROKER_TIME),
        new TopicSpec(Topics.WORKERS, partitions, Duration.ofDays(1)),
        logs(partitions),
        artifacts(partitions));
  }

  public static TopicSpec events(int partitions) {
    return new TopicSpec(Topics.EVENTS, partitions, Duration.ofDays(7));
  }

  public static TopicSpec artifacts(int partitions) {
    return new TopicSpec(Topics.ARTIFACTS, partitions, Duration.ofDays(1));
  }

  public static TopicSpec logs(int partitions) {
    return new TopicSpec(Topics.LOGS, partitions, Duration.ofDays(1), BROKER_TIME);
  }
}
