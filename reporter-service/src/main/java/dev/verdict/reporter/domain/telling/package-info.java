/** What is said of a run in its CI system, and what has been said. */
@NullMarked
package dev.verdict.reporter.domain.telling;

import org.jspecify.annotations.NullMarked;
