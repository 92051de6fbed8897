/**
 * PostgreSQL: a pool for one schema, transactions that are tried again, migrations, and SQL from
 * files.
 */
@NullMarked
package dev.verdict.runtime.pg;

import org.jspecify.annotations.NullMarked;
