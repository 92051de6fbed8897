/** History on PostgreSQL: the statements stand in {@code resources/sql}. */
@NullMarked
package dev.verdict.reporter.outbound.pg;

import org.jspecify.annotations.NullMarked;
