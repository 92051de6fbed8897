/** The rules of subscriptions, tested one by one. */
@NullMarked
package dev.verdict.coordinator.domain.subscription;

import org.jspecify.annotations.NullMarked;
