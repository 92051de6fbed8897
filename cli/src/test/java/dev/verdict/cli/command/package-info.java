/** The command line, tried. */
@NullMarked
package dev.verdict.cli.command;

import org.jspecify.annotations.NullMarked;
