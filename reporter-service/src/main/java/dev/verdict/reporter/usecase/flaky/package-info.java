/** Finds tests that fail by chance, and keeps a list of those that are put aside. */
@NullMarked
package dev.verdict.reporter.usecase.flaky;

import org.jspecify.annotations.NullMarked;
