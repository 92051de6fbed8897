/** What an event from outside starts, cancels or runs again, and why it does not; pure. */
@NullMarked
package dev.verdict.coordinator.domain.trigger;

import org.jspecify.annotations.NullMarked;
