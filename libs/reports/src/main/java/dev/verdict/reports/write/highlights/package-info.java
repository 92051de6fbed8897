/** What a person needs first, picked out of any number of tests in bounded memory. */
@NullMarked
package dev.verdict.reports.write.highlights;

import org.jspecify.annotations.NullMarked;
