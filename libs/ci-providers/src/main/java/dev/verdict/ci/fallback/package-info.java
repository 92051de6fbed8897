/**
 * Where a test run is shown if the CI system has no object for it: on the host of the repository,
 * or as a line in a text that a build carries.
 */
@NullMarked
package dev.verdict.ci.fallback;

import org.jspecify.annotations.NullMarked;
