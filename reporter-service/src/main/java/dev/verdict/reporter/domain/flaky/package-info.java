/** Tests that fail by chance: how sure that is, why, and what was put aside for a while. */
@NullMarked
package dev.verdict.reporter.domain.flaky;

import org.jspecify.annotations.NullMarked;
