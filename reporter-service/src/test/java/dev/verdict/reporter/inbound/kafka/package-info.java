/** Tests. */
@NullMarked
package dev.verdict.reporter.inbound.kafka;

import org.jspecify.annotations.NullMarked;
