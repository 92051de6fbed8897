/** One class a command; what several need is in options that they share. */
@NullMarked
package dev.verdict.cli.command;

import org.jspecify.annotations.NullMarked;
