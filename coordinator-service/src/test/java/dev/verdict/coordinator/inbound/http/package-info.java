/** Tests of HTTP in that need no database. */
@NullMarked
package dev.verdict.coordinator.inbound.http;

import org.jspecify.annotations.NullMarked;
