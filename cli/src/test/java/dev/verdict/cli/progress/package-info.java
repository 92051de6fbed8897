/** The command line, tried. */
@NullMarked
package dev.verdict.cli.progress;

import org.jspecify.annotations.NullMarked;
