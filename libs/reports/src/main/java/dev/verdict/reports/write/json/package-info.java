/** The report for machines: JSON with the fields of the test run result, and ours beside them. */
@NullMarked
package dev.verdict.reports.write.json;

import org.jspecify.annotations.NullMarked;
