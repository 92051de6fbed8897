/**
 * How a service becomes a process: started step by step, stopped in reverse, always within a bound.
 */
@NullMarked
package dev.verdict.runtime.lifecycle;

import org.jspecify.annotations.NullMarked;
