/** Holds each run against the rules when it has ended. */
@NullMarked
package dev.verdict.reporter.usecase.gate;

import org.jspecify.annotations.NullMarked;
