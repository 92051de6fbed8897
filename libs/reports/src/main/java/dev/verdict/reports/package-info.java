/**
 * What a report file says, whatever tool wrote it: cases, totals, and what is wrong with the file.
 *
 * <p>Each format is a package of its own behind {@link dev.verdict.reports.ReportReader}; {@link
 * dev.verdict.reports.ReportReaders} finds the one that fits a file.
 */
@NullMarked
package dev.verdict.reports;

import org.jspecify.annotations.NullMarked;
