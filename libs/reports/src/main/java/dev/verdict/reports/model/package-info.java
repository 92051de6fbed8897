/** What a report tells of a run, in the records that all writers of reports share. */
@NullMarked
package dev.verdict.reports.model;

import org.jspecify.annotations.NullMarked;
