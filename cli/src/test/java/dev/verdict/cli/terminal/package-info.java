/** The command line, tried. */
@NullMarked
package dev.verdict.cli.terminal;

import org.jspecify.annotations.NullMarked;
