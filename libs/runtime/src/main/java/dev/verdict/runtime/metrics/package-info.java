/** The numbers that an operator watches, in one Prometheus registry for each Vert.x. */
@NullMarked
package dev.verdict.runtime.metrics;

import org.jspecify.annotations.NullMarked;
