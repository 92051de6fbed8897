/** What goes out: to the coordinator, to Kafka, to the artifact store, to the machine. */
@NullMarked
package dev.verdict.worker.outbound;

import org.jspecify.annotations.NullMarked;
