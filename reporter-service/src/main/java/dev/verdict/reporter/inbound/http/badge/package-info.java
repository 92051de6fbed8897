/** Badges over HTTP. */
@NullMarked
package dev.verdict.reporter.inbound.http.badge;

import org.jspecify.annotations.NullMarked;
