/** The report for people: one HTML file that needs nothing else, with or without scripts. */
@NullMarked
package dev.verdict.reports.write.html;

import org.jspecify.annotations.NullMarked;
