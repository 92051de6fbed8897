/** The report for comments and summaries: Markdown within a budget of characters. */
@NullMarked
package dev.verdict.reports.write.markdown;

import org.jspecify.annotations.NullMarked;
