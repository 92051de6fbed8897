/** What we tell others over Kafka. */
@NullMarked
package dev.verdict.artifacts.outbound.kafka;

import org.jspecify.annotations.NullMarked;
