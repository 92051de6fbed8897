/** One trace over every service, as a collector sees it. */
@NullMarked
package dev.verdict.tests.traces;

import org.jspecify.annotations.NullMarked;
