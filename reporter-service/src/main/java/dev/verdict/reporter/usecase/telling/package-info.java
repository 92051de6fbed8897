/** Runs are told where people look: in the CI system, on the commit, at the pull request. */
@NullMarked
package dev.verdict.reporter.usecase.telling;

import org.jspecify.annotations.NullMarked;
