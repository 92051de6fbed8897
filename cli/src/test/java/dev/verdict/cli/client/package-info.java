/** The command line, tried. */
@NullMarked
package dev.verdict.cli.client;

import org.jspecify.annotations.NullMarked;
