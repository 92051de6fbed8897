/** Who wants to be told of what, and what follows from how a receiver answers: pure rules. */
@NullMarked
package dev.verdict.coordinator.domain.subscription;

import org.jspecify.annotations.NullMarked;
