/** Spans as they would leave. */
@NullMarked
package dev.verdict.runtime.tracing;

import org.jspecify.annotations.NullMarked;
