/** The CI systems that the operator has set up. */
@NullMarked
package dev.verdict.artifacts.outbound.ci;

import org.jspecify.annotations.NullMarked;
