/**
 * Telling others: subscriptions are kept, events are matched with them, and deliveries are sent
 * until they arrive.
 */
@NullMarked
package dev.verdict.coordinator.usecase.subscription;

import org.jspecify.annotations.NullMarked;
