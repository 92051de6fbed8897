/** The one door through which foreign words reach a terminal. */
@NullMarked
package dev.verdict.cli.terminal;

import org.jspecify.annotations.NullMarked;
