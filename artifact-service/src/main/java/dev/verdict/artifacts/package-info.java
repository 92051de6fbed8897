/** Where the evidence is: source bundles, artifacts of runs, and logs while they are written. */
@NullMarked
package dev.verdict.artifacts;

import org.jspecify.annotations.NullMarked;
