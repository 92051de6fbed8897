/** How fast the whole system is, as a client sees it. */
@NullMarked
package dev.verdict.tests.bench;

import org.jspecify.annotations.NullMarked;
