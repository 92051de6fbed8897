/** What comes in: orders from Kafka, questions about our health. */
@NullMarked
package dev.verdict.worker.inbound;

import org.jspecify.annotations.NullMarked;
