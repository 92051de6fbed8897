/** The coordinator as others see it. */
@NullMarked
package dev.verdict.coordinator;

import org.jspecify.annotations.NullMarked;
