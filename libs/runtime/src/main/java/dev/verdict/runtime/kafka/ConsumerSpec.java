package dev.verdict.runtime.kafka;

import java.util.Set;

/**
 * Who reads what.
 *
 * @param group members of one group share the partitions
 * @param mostRecords in one poll
 */
public record ConsumerSpec(String group, Set<String> topics, int mostRecords) {
  public ConsumerSpec {
    topics = Set.copyOf(topics);
  }
}
