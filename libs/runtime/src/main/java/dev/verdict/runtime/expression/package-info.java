/**
 * Conditions that users write in CEL, the Common Expression Language: compiled once, evaluated
 * within bounds.
 */
@NullMarked
package dev.verdict.runtime.expression;

import org.jspecify.annotations.NullMarked;
