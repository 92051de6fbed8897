/**
 * Finds test runners, finds the tests that they can run, and makes the plan of it.
 *
 * <p>The runners themselves stand in packages below, one for each tool; each is known by its
 * service entry only.
 */
@NullMarked
package dev.verdict.runners;

import org.jspecify.annotations.NullMarked;
