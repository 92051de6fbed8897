/** Tests. */
@NullMarked
package dev.verdict.reporter.domain;

import org.jspecify.annotations.NullMarked;
