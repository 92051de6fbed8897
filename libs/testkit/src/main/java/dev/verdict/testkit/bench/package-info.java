/** What all benchmarks have in common. */
@NullMarked
package dev.verdict.testkit.bench;

import org.jspecify.annotations.NullMarked;
