/** Tests. */
@NullMarked
package dev.verdict.reporter.usecase;

import org.jspecify.annotations.NullMarked;
