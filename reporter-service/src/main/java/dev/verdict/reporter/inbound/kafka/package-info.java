/** The events of runs as they come from Kafka, one call inward for each batch. */
@NullMarked
package dev.verdict.reporter.inbound.kafka;

import org.jspecify.annotations.NullMarked;
