/** From the end of a run to people who know of it. */
@NullMarked
package dev.verdict.reporter.usecase.notify;

import org.jspecify.annotations.NullMarked;
