/** Failures of one kind: where they are, since when, and how they were solved. */
@NullMarked
package dev.verdict.reporter.domain.failure;

import org.jspecify.annotations.NullMarked;
