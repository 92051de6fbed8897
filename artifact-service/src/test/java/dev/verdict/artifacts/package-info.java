/** Tests of the service as a whole. */
@NullMarked
package dev.verdict.artifacts;

import org.jspecify.annotations.NullMarked;
