/** The report files of many jobs, read as one run: {@code verdict aggregate}. */
@NullMarked
package dev.verdict.reports.aggregate;

import org.jspecify.annotations.NullMarked;
