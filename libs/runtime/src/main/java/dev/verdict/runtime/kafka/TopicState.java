package dev.verdict.runtime.kafka;

/**
 * A topic as it is.
 *
 * @param retentionMillis -1: for ever
 */
public record TopicState(int partitions, long retentionMillis) {}
