/** {@code verdict provider}: one operation of one CI system alone. */
@NullMarked
package dev.verdict.cli.provider;

import org.jspecify.annotations.NullMarked;
