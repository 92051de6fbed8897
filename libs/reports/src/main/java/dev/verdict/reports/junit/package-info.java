/** JUnit XML in every dialect, read as a stream in constant memory, with no trust in its writer. */
@NullMarked
package dev.verdict.reports.junit;

import org.jspecify.annotations.NullMarked;
