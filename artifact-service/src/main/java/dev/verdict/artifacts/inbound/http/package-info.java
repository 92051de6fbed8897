/** The API: reads a request, calls one use case, writes the answer. */
@NullMarked
package dev.verdict.artifacts.inbound.http;

import org.jspecify.annotations.NullMarked;
