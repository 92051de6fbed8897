/**
 * Webhooks in: a delivery is checked, kept, and later, once, becomes what the triggers make of it.
 */
@NullMarked
package dev.verdict.coordinator.usecase.webhook;

import org.jspecify.annotations.NullMarked;
