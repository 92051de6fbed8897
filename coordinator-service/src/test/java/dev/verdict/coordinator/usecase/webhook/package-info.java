/** Webhooks in, without a database. */
@NullMarked
package dev.verdict.coordinator.usecase.webhook;

import org.jspecify.annotations.NullMarked;
