/** What leaves as a webhook, tested against servers on this machine. */
@NullMarked
package dev.verdict.coordinator.outbound.webhook;

import org.jspecify.annotations.NullMarked;
