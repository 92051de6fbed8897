/**
 * How a test tool is asked what it has, how it is started, and what its words mean.
 *
 * <p>A runner runs nothing itself: it says which command to start and reads what came out. So the
 * same runner serves the command line, which only lists, and the worker, which runs, and a test of
 * it needs no process.
 */
@NullMarked
package dev.verdict.plugin.runner;

import org.jspecify.annotations.NullMarked;
