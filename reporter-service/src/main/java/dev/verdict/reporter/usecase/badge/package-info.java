/** What a badge says, out of the latest runs. */
@NullMarked
package dev.verdict.reporter.usecase.badge;

import org.jspecify.annotations.NullMarked;
