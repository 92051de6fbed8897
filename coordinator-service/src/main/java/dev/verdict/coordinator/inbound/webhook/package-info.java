/**
 * {@code POST /webhooks/{provider}}: takes in what a stranger sends, within bounds, and hands it
 * on.
 */
@NullMarked
package dev.verdict.coordinator.inbound.webhook;

import org.jspecify.annotations.NullMarked;
