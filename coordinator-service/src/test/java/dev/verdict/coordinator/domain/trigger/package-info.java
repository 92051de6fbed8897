/** Which events fire which triggers. */
@NullMarked
package dev.verdict.coordinator.domain.trigger;

import org.jspecify.annotations.NullMarked;
