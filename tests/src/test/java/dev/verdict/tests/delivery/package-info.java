/** Messages come twice, late and in another order, and the end is the same. */
@NullMarked
package dev.verdict.tests.delivery;

import org.jspecify.annotations.NullMarked;
