/** The whole system in one process: real PostgreSQL, real Kafka, and every service. */
@NullMarked
package dev.verdict.cli.oneprocess;

import org.jspecify.annotations.NullMarked;
