/** What people are to be told, on PostgreSQL, until they were. */
@NullMarked
package dev.verdict.reporter.outbound.pg.notify;

import org.jspecify.annotations.NullMarked;
