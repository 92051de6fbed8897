/** The command line, tried. */
@NullMarked
package dev.verdict.cli.suite;

import org.jspecify.annotations.NullMarked;
