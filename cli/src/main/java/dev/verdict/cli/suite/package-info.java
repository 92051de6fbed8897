/** A directory of tests becomes a request: what is in it, and how it gets to the workers. */
@NullMarked
package dev.verdict.cli.suite;

import org.jspecify.annotations.NullMarked;
