/** The tricks by which a run looks green and is not. */
@NullMarked
package dev.verdict.tests.falsegreen;

import org.jspecify.annotations.NullMarked;
