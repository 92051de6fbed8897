/**
 * From the bytes of a report to characters that may stand in XML, whatever its writer did wrong.
 */
@NullMarked
package dev.verdict.reports.text;

import org.jspecify.annotations.NullMarked;
