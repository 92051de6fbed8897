/**
 * How a figure goes over the runs, by tests that fit what figures of tests are: skewed, few, with
 * outliers.
 */
@NullMarked
package dev.verdict.reporter.domain.trend;

import org.jspecify.annotations.NullMarked;
