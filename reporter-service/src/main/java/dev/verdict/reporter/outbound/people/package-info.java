/** Mail servers and chat systems. */
@NullMarked
package dev.verdict.reporter.outbound.people;

import org.jspecify.annotations.NullMarked;
