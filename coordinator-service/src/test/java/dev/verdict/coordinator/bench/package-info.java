/** How fast the queue is, beside the same work in raw SQL. */
@NullMarked
package dev.verdict.coordinator.bench;

import org.jspecify.annotations.NullMarked;
