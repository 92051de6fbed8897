/** Clients that were written before us and must work as they are. */
@NullMarked
package dev.verdict.tests.ci;

import org.jspecify.annotations.NullMarked;
