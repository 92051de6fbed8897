/** {@code verdict simulate-ci}: a job of each CI system on this machine, and its API played. */
@NullMarked
package dev.verdict.cli.simulate;

import org.jspecify.annotations.NullMarked;
