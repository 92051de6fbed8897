/** One attempt, from the order to the last word about it. */
@NullMarked
package dev.verdict.worker.usecase.attempt;

import org.jspecify.annotations.NullMarked;
