/** Every service as a process of its own, and what happens when one is killed or stopped. */
@NullMarked
package dev.verdict.tests.processes;

import org.jspecify.annotations.NullMarked;
