/** What the pages for people show, and who tells them that it has changed. */
@NullMarked
package dev.verdict.reporter.usecase.dashboard;

import org.jspecify.annotations.NullMarked;
