/** Test tools for Python. */
@NullMarked
package dev.verdict.runners.python;

import org.jspecify.annotations.NullMarked;
