/**
 * Spans, for a collector that speaks OTLP. Everybody asks {@link Tracing}; OpenTelemetry is behind
 * it, and only where it is turned on.
 */
@NullMarked
package dev.verdict.runtime.tracing;

import org.jspecify.annotations.NullMarked;
