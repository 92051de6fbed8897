/** Reports, history and the first page, over HTTP: translates and calls one use case. */
@NullMarked
package dev.verdict.reporter.inbound.http;

import org.jspecify.annotations.NullMarked;
