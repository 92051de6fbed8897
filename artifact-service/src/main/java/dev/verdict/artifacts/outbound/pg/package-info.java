/** The catalog and the ledger in PostgreSQL, schema {@code artifacts}. */
@NullMarked
package dev.verdict.artifacts.outbound.pg;

import org.jspecify.annotations.NullMarked;
