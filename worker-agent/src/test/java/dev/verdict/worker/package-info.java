/** The worker as a whole, against real brokers and processes. */
@NullMarked
package dev.verdict.worker;

import org.jspecify.annotations.NullMarked;
