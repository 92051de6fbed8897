/** Conditions in CEL, also hostile ones. */
@NullMarked
package dev.verdict.runtime.expression;

import org.jspecify.annotations.NullMarked;
