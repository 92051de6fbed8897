/** Words and characters: sizes, durations and numbers for people, and text that is safe to show. */
@NullMarked
package dev.verdict.reports.write.text;

import org.jspecify.annotations.NullMarked;
