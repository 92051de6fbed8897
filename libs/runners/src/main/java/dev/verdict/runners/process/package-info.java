/**
 * Starts a command, streams what it says, and owns every process that comes out of it until none is
 * left.
 */
@NullMarked
package dev.verdict.runners.process;

import org.jspecify.annotations.NullMarked;
