/** Asks the coordinator over HTTP, with the key of whoever looks at a page. */
@NullMarked
package dev.verdict.reporter.outbound.http;

import org.jspecify.annotations.NullMarked;
