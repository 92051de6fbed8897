/** The latest runs, as badges need them, out of the tables of history. */
@NullMarked
package dev.verdict.reporter.outbound.pg.badge;

import org.jspecify.annotations.NullMarked;
