/** What CI systems leave, read. */
@NullMarked
package dev.verdict.coordinator.outbound.ci;

import org.jspecify.annotations.NullMarked;
