/** The ports of the use cases on PostgreSQL. */
@NullMarked
package dev.verdict.coordinator.outbound.pg;

import org.jspecify.annotations.NullMarked;
