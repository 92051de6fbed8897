/** Sorts the failures of a run, and tells of them. */
@NullMarked
package dev.verdict.reporter.usecase.failure;

import org.jspecify.annotations.NullMarked;
