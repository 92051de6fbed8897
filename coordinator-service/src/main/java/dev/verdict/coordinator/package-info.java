/** Who runs what, when: runs, tasks, leases, workers. */
@NullMarked
package dev.verdict.coordinator;

import org.jspecify.annotations.NullMarked;
