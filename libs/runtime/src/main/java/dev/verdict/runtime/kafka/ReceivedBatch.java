package dev.verdict.runtime.kafka;

import java.util.List;

/** Records of one partition, in order, that were not finished before. */
public record ReceivedBatch(String topic, int partition, List<Received> records) {}
