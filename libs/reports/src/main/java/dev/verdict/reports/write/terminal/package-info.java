/** The summary at the end of a run, for a person at a terminal. */
@NullMarked
package dev.verdict.reports.write.terminal;

import org.jspecify.annotations.NullMarked;
