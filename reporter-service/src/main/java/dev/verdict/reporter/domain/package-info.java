/** What the events of a run add up to, whatever the order in which they arrive. */
@NullMarked
package dev.verdict.reporter.domain;

import org.jspecify.annotations.NullMarked;
