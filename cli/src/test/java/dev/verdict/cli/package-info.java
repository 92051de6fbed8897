/** The command line, tried. */
@NullMarked
package dev.verdict.cli;

import org.jspecify.annotations.NullMarked;
