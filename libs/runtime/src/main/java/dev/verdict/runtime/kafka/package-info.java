/**
 * Kafka: topics, a producer that sends batches, and a consumer that finishes in order before it
 * commits.
 */
@NullMarked
package dev.verdict.runtime.kafka;

import org.jspecify.annotations.NullMarked;
