/** What leaves over Kafka, as it looks there. */
@NullMarked
package dev.verdict.coordinator.outbound.kafka;

import org.jspecify.annotations.NullMarked;
