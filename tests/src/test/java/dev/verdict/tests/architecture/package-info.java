/** The borders of the house: a line that is crossed is red, and says what to do instead. */
@NullMarked
package dev.verdict.tests.architecture;

import org.jspecify.annotations.NullMarked;
