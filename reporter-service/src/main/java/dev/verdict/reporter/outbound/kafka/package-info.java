/** What the brokers know of us: how far behind we are. */
@NullMarked
package dev.verdict.reporter.outbound.kafka;

import org.jspecify.annotations.NullMarked;
