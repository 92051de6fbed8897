/** The bounds of what strangers may send. */
@NullMarked
package dev.verdict.coordinator.inbound.webhook;

import org.jspecify.annotations.NullMarked;
