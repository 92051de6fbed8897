/**
 * What a worker does: enrol, take orders, keep its leases, stop. What it needs from outside are
 * ports.
 */
@NullMarked
package dev.verdict.worker.usecase;

import org.jspecify.annotations.NullMarked;
