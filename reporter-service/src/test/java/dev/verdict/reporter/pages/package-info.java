/** The pages in a real browser, on data as teams have it. */
@NullMarked
package dev.verdict.reporter.pages;

import org.jspecify.annotations.NullMarked;
