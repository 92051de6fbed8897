/**
 * Webhooks of CI systems: whether a request is genuine, and what it says, in one language for all.
 *
 * <p>A dialect does no I/O. Who receives the request, keeps it and acts on it is the host.
 */
@NullMarked
package dev.verdict.plugin.webhook;

import org.jspecify.annotations.NullMarked;
