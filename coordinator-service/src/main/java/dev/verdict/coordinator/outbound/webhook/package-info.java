/** Deliveries as they leave: structured, signed, to an address that was checked. */
@NullMarked
package dev.verdict.coordinator.outbound.webhook;

import org.jspecify.annotations.NullMarked;
