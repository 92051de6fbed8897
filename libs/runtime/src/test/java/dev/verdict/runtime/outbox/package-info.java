/** The relay's position. */
@NullMarked
package dev.verdict.runtime.outbox;

import org.jspecify.annotations.NullMarked;
