/** Jobs of CI systems, played. */
@NullMarked
package dev.verdict.cli.simulate;

import org.jspecify.annotations.NullMarked;
