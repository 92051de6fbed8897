/** No CI system at all: everything is kept as files in a directory. */
@NullMarked
package dev.verdict.ci.local;

import org.jspecify.annotations.NullMarked;
