/**
 * The PostgreSQL and the Kafka that integration tests run against: containers where a Docker engine
 * answers, embedded ones elsewhere, the same tests on both.
 */
@NullMarked
package dev.verdict.testkit.backing;

import org.jspecify.annotations.NullMarked;
