/**
 * A real PostgreSQL and a real Kafka on this machine, for one process and for tests: started, found
 * again after a crash, and stopped.
 */
@NullMarked
package dev.verdict.embedded;

import org.jspecify.annotations.NullMarked;
