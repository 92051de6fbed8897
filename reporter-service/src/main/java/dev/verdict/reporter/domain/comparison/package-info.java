/** What is different in a run: new, broken before, flaky, repaired, gone, renamed. */
@NullMarked
package dev.verdict.reporter.domain.comparison;

import org.jspecify.annotations.NullMarked;
