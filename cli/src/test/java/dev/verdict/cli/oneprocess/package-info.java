/** The command line, tried. */
@NullMarked
package dev.verdict.cli.oneprocess;

import org.jspecify.annotations.NullMarked;
