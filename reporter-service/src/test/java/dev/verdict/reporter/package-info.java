/** The reporter as a whole, on real PostgreSQL and Kafka. */
@NullMarked
package dev.verdict.reporter;

import org.jspecify.annotations.NullMarked;
