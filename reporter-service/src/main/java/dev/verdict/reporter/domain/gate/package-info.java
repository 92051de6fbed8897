/** Rules that a run is held against, and what each of them says in one line. */
@NullMarked
package dev.verdict.reporter.domain.gate;

import org.jspecify.annotations.NullMarked;
