/** Plausible streams of events, for tests and benchmarks. */
@NullMarked
package dev.verdict.reporter.stream;

import org.jspecify.annotations.NullMarked;
