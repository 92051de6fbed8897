/** Log lines, plain or JSON, that carry the ids of the work and never a secret. */
@NullMarked
package dev.verdict.runtime.logging;

import org.jspecify.annotations.NullMarked;
