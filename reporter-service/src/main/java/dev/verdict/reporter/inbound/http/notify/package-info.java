/** Notifications over HTTP: what was sent, and a try. */
@NullMarked
package dev.verdict.reporter.inbound.http.notify;

import org.jspecify.annotations.NullMarked;
