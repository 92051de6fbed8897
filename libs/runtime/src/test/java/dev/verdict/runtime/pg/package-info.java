/** SQL files. */
@NullMarked
package dev.verdict.runtime.pg;

import org.jspecify.annotations.NullMarked;
