/** Who may call us: keys of people and programs, tokens of workers. */
@NullMarked
package dev.verdict.runtime.access;

import org.jspecify.annotations.NullMarked;
