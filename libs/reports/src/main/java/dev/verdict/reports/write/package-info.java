/** Writes a run as files: the writers, how they are chosen, and where the files go. */
@NullMarked
package dev.verdict.reports.write;

import org.jspecify.annotations.NullMarked;
