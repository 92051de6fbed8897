/** The CI systems that the operator has set up, asked about the runs that are followed. */
@NullMarked
package dev.verdict.coordinator.outbound.ci;

import org.jspecify.annotations.NullMarked;
