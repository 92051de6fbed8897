/** Who is told of which end of a run. */
@NullMarked
package dev.verdict.reporter.domain.notify;

import org.jspecify.annotations.NullMarked;
