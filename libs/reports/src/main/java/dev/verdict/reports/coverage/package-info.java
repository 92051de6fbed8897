/** Files in which tools say what tests have covered, added up to one figure. */
@NullMarked
package dev.verdict.reports.coverage;

import org.jspecify.annotations.NullMarked;
