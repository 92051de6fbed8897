/** Tells how figures go over the runs. */
@NullMarked
package dev.verdict.reporter.usecase.trend;

import org.jspecify.annotations.NullMarked;
