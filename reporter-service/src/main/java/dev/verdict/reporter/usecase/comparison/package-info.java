/** Asks what is different in a run. */
@NullMarked
package dev.verdict.reporter.usecase.comparison;

import org.jspecify.annotations.NullMarked;
