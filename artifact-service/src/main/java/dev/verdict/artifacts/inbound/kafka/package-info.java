/** What comes over Kafka: pieces of logs from workers, and news of runs from the coordinator. */
@NullMarked
package dev.verdict.artifacts.inbound.kafka;

import org.jspecify.annotations.NullMarked;
