/** Kafka in: what workers tell of their attempts. */
@NullMarked
package dev.verdict.coordinator.inbound.kafka;

import org.jspecify.annotations.NullMarked;
