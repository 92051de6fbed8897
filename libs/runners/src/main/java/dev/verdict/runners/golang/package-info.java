/** Go's own test tool. */
@NullMarked
package dev.verdict.runners.golang;

import org.jspecify.annotations.NullMarked;
