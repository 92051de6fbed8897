/** {@code verdict doctor}: what is set, what is reached, what is wrong, and what to do about it. */
@NullMarked
package dev.verdict.cli.doctor;

import org.jspecify.annotations.NullMarked;
