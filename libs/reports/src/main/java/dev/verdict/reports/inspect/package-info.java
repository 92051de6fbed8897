/**
 * What Verdict reads out of report files, and whether they can be trusted: {@code verdict inspect}.
 */
@NullMarked
package dev.verdict.reports.inspect;

import org.jspecify.annotations.NullMarked;
