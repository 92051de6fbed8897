/** What is asked of others over HTTP. */
@NullMarked
package dev.verdict.coordinator.outbound.http;

import org.jspecify.annotations.NullMarked;
