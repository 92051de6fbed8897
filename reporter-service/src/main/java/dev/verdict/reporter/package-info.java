/** The reporter: takes the events of runs into history and tells what they meant. */
@NullMarked
package dev.verdict.reporter;

import org.jspecify.annotations.NullMarked;
